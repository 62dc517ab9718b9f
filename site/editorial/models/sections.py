from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from .pages import BasePage


class ContactPage(BasePage):
    """Where to find us. Address, telephone and hours come from the identity settings."""

    max_count = 1
    subpage_types: list[str] = []
    help_sentence = (
        "Adresse, téléphone et horaires viennent de l’identité du site : "
        "n’écrivez ici que le chemin."
    )

    class Meta:
        verbose_name = "page de contact"
        verbose_name_plural = "pages de contact"


class LegalSubject(models.TextChoices):
    NOTICES = "notices", "mentions légales"
    ACCESSIBILITY = "accessibility", "déclaration d’accessibilité"
    PRIVACY = "privacy", "données personnelles"
    COOKIES = "cookies", "cookies et traceurs"
    ECODESIGN = "ecodesign", "écoconception"
    OPEN_DATA = "open-data", "données ouvertes"


class LegalPage(BasePage):
    """A duty of the law, written from the settings; the body adds what is particular here."""

    subject = models.CharField("objet", max_length=13, choices=LegalSubject)

    content_panels = [
        BasePage.content_panels[0],
        FieldPanel("subject", help_text="La page s’écrit d’après les mentions obligatoires."),
        *BasePage.content_panels[1:],
    ]
    subpage_types: list[str] = []
    help_sentence = (
        "La page s’écrit d’après les mentions obligatoires : n’ajoutez que ce "
        "qui est particulier ici."
    )

    class Meta:
        verbose_name = "page légale"
        verbose_name_plural = "pages légales"

    def clean(self) -> None:
        super().clean()
        twins = LegalPage.objects.filter(subject=self.subject).exclude(pk=self.pk)
        if self.subject and twins.exists():
            raise ValidationError({"subject": "Une autre page traite déjà de cet objet."})

    @property
    def legal_template(self) -> str:
        return f"editorial/legal/{self.subject.replace('-', '_')}.html"
