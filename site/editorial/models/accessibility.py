from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

# A declaration holds three years (décret 2019-768, article 5), then a new audit is due.
DECLARATION_YEARS = 3
PARTIAL_FROM, FULL_FROM = 50, 100  # % of the criteria
ALERT_BEFORE = timedelta(days=120)

ADDRESS = RegexValidator(r"^(/|https?://)", "L’adresse commence par / ou par https://.")


class AccessibilityState(models.TextChoices):
    NONE = "none", "non conforme"
    PARTIAL = "partial", "partiellement conforme"
    FULL = "full", "totalement conforme"


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class AccessibilityDeclaration(models.Model):
    """What an audit found (RGAA 4.1); the state that the law asks to announce is computed from it."""

    accessibility_scope = models.CharField(
        "ce que couvre la déclaration",
        max_length=240,
        blank=True,
        help_text="Vide : l’ensemble du site.",
    )
    accessibility_audited_on = models.DateField("date de l’audit", null=True, blank=True)
    accessibility_rate = models.PositiveSmallIntegerField(
        "critères respectés (%)",
        null=True,
        blank=True,
        help_text="100 : totalement conforme ; de 50 à 99 : partiellement ; moins, ou sans audit de moins de trois "
        "ans : non conforme.",
    )
    accessibility_auditor = models.CharField("auditeur", max_length=160, blank=True)
    accessibility_declared_on = models.DateField("déclaration établie le", null=True, blank=True)
    accessibility_pages = models.TextField(
        "pages vérifiées", blank=True, help_text="Une par ligne. Par exemple : Accueil."
    )
    accessibility_technologies = models.CharField(
        "technologies", max_length=160, default="HTML5, CSS, SVG, JavaScript en complément"
    )
    accessibility_tools = models.TextField(
        "outils et environnements de test",
        blank=True,
        help_text="Un par ligne. Par exemple : NVDA 2011.1 avec Firefox.",
    )
    accessibility_defects = models.TextField(
        "non-conformités", blank=True, help_text="Une par ligne, en clair : où, et ce qui manque."
    )
    accessibility_derogations = models.TextField(
        "dérogations pour charge disproportionnée",
        blank=True,
        help_text="Une par ligne, avec son motif après deux points. Par exemple : Plans de 1998 : aucun "
        "fichier d’origine n’existe, une description est donnée sur demande.",
    )
    accessibility_exempted = models.TextField(
        "contenus exemptés",
        blank=True,
        help_text="Un par ligne. Par exemple : vidéos d’avant 2020.",
    )
    accessibility_scheme_url = models.CharField(
        "schéma pluriannuel", max_length=300, blank=True, validators=[ADDRESS]
    )
    accessibility_plan_url = models.CharField(
        "plan annuel", max_length=300, blank=True, validators=[ADDRESS]
    )
    accessibility_contact = models.EmailField(
        "signaler un défaut à", blank=True, help_text="Vide : l’adresse de l’accueil."
    )

    declaration_panel = MultiFieldPanel(
        [
            FieldPanel("accessibility_scope"),
            FieldRowPanel(
                [FieldPanel("accessibility_audited_on"), FieldPanel("accessibility_rate")]
            ),
            FieldRowPanel(
                [FieldPanel("accessibility_auditor"), FieldPanel("accessibility_declared_on")]
            ),
            FieldPanel("accessibility_pages"),
            FieldPanel("accessibility_technologies"),
            FieldPanel("accessibility_tools"),
            FieldPanel("accessibility_defects"),
            FieldPanel("accessibility_derogations"),
            FieldPanel("accessibility_exempted"),
            FieldRowPanel(
                [FieldPanel("accessibility_scheme_url"), FieldPanel("accessibility_plan_url")]
            ),
            FieldPanel("accessibility_contact"),
        ],
        heading="Accessibilité",
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.accessibility_rate is not None and not self.accessibility_audited_on:
            errors["accessibility_audited_on"] = "Un taux vient d’un audit : donnez sa date."
        unfounded = [one for one in self.derogations if not all(motivated(one))]
        if unfounded:
            errors["accessibility_derogations"] = (
                f"Sans motif après deux points : « {unfounded[0]} »."
            )
        if errors:
            raise ValidationError(errors)

    @property
    def accessibility_expires_on(self) -> date | None:
        """The last day on which the audit counts."""
        audited = self.accessibility_audited_on
        if audited is None:
            return None
        year = audited.year + DECLARATION_YEARS
        leap_day = (audited.month, audited.day) == (2, 29)
        return date(year, 2, 28) if leap_day else audited.replace(year=year)

    def accessibility_on(self, day: date) -> AccessibilityState:
        """The state that may be announced on a day: an audit out of date no longer counts."""
        rate, last_day = self.accessibility_rate, self.accessibility_expires_on
        if rate is None or last_day is None or day > last_day or rate < PARTIAL_FROM:
            return AccessibilityState.NONE
        return AccessibilityState.FULL if rate >= FULL_FROM else AccessibilityState.PARTIAL

    @property
    def accessibility(self) -> AccessibilityState:
        return self.accessibility_on(timezone.localdate())

    @property
    def audit_is_over(self) -> bool:
        last_day = self.accessibility_expires_on
        return bool(last_day and timezone.localdate() > last_day)

    @property
    def defects(self) -> list[str]:
        return lines(self.accessibility_defects)

    @property
    def derogations(self) -> list[str]:
        return lines(self.accessibility_derogations)

    @property
    def exempted(self) -> list[str]:
        return lines(self.accessibility_exempted)

    @property
    def audited_pages(self) -> list[str]:
        return lines(self.accessibility_pages)

    @property
    def audit_tools(self) -> list[str]:
        return lines(self.accessibility_tools)


def motivated(derogation: str) -> tuple[str, str]:
    """What is not accessible, and why it will not be."""
    content, _, reason = derogation.partition(":")
    return content.strip(), reason.strip()


def accessibility_alert(declaration: AccessibilityDeclaration, day: date) -> str:
    """What whoever answers for the declaration must know that day, or ""."""
    last_day = declaration.accessibility_expires_on
    if last_day is None:
        return "Aucun audit d’accessibilité n’est renseigné : le site s’annonce non conforme."
    if day > last_day:
        return f"L’audit d’accessibilité ne compte plus depuis le {last_day:%d/%m/%Y} : le site s’annonce non conforme."
    if last_day - day <= ALERT_BEFORE:
        return f"L’audit d’accessibilité ne comptera plus après le {last_day:%d/%m/%Y} : le prochain est à commander."
    return ""
