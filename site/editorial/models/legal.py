from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from .accessibility import AccessibilityDeclaration


@register_setting(icon="doc-full", order=20)
class LegalSettings(AccessibilityDeclaration, BaseSiteSetting):
    """What the law asks a public body's site to say; the legal pages are computed from it."""

    # Every page shows both settings: one query reads them.
    select_related = ["site__identitysettings"]

    siren = models.CharField("numéro SIREN", max_length=9, blank=True)
    publication_director = models.CharField(
        "direction de la publication",
        max_length=160,
        blank=True,
        help_text="La fonction ou la personne : le président, pour une intercommunalité.",
    )
    host_name = models.CharField("hébergeur", max_length=160, blank=True)
    host_address = models.CharField("adresse de l’hébergeur", max_length=240, blank=True)
    host_telephone = models.CharField("téléphone de l’hébergeur", max_length=30, blank=True)
    dpo_contact = models.CharField(
        "délégué à la protection des données",
        max_length=200,
        blank=True,
        help_text="Où lui écrire : une adresse électronique ou postale.",
    )
    security_contact = models.EmailField(
        "signaler une faille de sécurité à", blank=True, help_text="Vide : l’adresse de l’accueil."
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("siren"), FieldPanel("publication_director")], heading="Éditeur"
        ),
        MultiFieldPanel(
            [
                FieldPanel("host_name"),
                FieldRowPanel([FieldPanel("host_address"), FieldPanel("host_telephone")]),
            ],
            heading="Hébergeur",
        ),
        MultiFieldPanel([FieldPanel("dpo_contact")], heading="Données personnelles"),
        MultiFieldPanel([FieldPanel("security_contact")], heading="Sécurité"),
        AccessibilityDeclaration.declaration_panel,
    ]

    class Meta:
        verbose_name = "mentions obligatoires"
        verbose_name_plural = "mentions obligatoires"
        constraints = [
            models.CheckConstraint(
                name="accessibility_rate_is_a_share",
                condition=models.Q(accessibility_rate__isnull=True)
                | models.Q(accessibility_rate__lte=100),
                violation_error_message="La part des critères va de 0 à 100.",
            )
        ]

    def __str__(self) -> str:
        return "mentions obligatoires"
