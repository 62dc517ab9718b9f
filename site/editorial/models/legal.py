from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

# A declaration holds three years (décret 2019-768, article 5), then a new audit is due.
DECLARATION_LIFE = timedelta(days=3 * 365)


class AccessibilityState(models.TextChoices):
    NONE = "none", "non conforme"
    PARTIAL = "partial", "partiellement conforme"
    FULL = "full", "totalement conforme"


@register_setting(icon="doc-full", order=20)
class LegalSettings(BaseSiteSetting):
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
    accessibility_state = models.CharField(
        "état de conformité",
        max_length=7,
        choices=AccessibilityState,
        default=AccessibilityState.NONE,
        help_text="Sans audit de moins de trois ans, le site s’annonce non conforme.",
    )
    accessibility_audited_on = models.DateField("date de l’audit", null=True, blank=True)
    accessibility_auditor = models.CharField("auditeur", max_length=160, blank=True)
    accessibility_rate = models.PositiveSmallIntegerField(
        "critères respectés (%)", null=True, blank=True
    )
    accessibility_exceptions = models.TextField(
        "contenus non accessibles", blank=True, help_text="Un par ligne."
    )
    accessibility_contact = models.EmailField(
        "signaler un défaut à", blank=True, help_text="Vide : l’adresse de l’accueil."
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
        MultiFieldPanel(
            [
                FieldPanel("accessibility_state"),
                FieldRowPanel(
                    [
                        FieldPanel("accessibility_audited_on"),
                        FieldPanel("accessibility_rate"),
                    ]
                ),
                FieldPanel("accessibility_auditor"),
                FieldPanel("accessibility_exceptions"),
                FieldPanel("accessibility_contact"),
            ],
            heading="Accessibilité",
        ),
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

    def clean(self) -> None:
        super().clean()
        if (
            self.accessibility_state != AccessibilityState.NONE
            and not self.accessibility_audited_on
        ):
            raise ValidationError(
                {"accessibility_audited_on": "Sans audit daté, le site est non conforme."}
            )

    def accessibility_on(self, day: date) -> AccessibilityState:
        """The state that may be announced on a day: an audit out of date no longer counts."""
        audited = self.accessibility_audited_on
        if audited is None or day > audited + DECLARATION_LIFE:
            return AccessibilityState.NONE
        return AccessibilityState(self.accessibility_state)

    @property
    def accessibility(self) -> AccessibilityState:
        return self.accessibility_on(timezone.localdate())

    @property
    def exceptions(self) -> list[str]:
        return [line.strip() for line in self.accessibility_exceptions.splitlines() if line.strip()]
