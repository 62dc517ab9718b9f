from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from training.models import Session


def held_until(last_payment_year: int | None) -> date | None:
    """The end of the year that comes FUNDER_HOLD_YEARS after that of the last payment."""
    if last_payment_year is None:
        return None
    return date(last_payment_year + int(settings.FUNDER_HOLD_YEARS), 12, 31)


class Fund(models.TextChoices):
    FSE = "fse", "FSE"
    FSE_PLUS = "fse_plus", "FSE+"


class Operation(models.Model):
    """What a European fund pays for, under one agreement. Those that the fund counts belong to one of them.

    `last_payment_year` is known late: until then nobody can tell how long its papers are held.
    """

    label = models.CharField("intitulé", max_length=160)
    fund = models.CharField("fonds", max_length=8, choices=Fund, default=Fund.FSE_PLUS)
    funder = models.CharField("service gestionnaire", max_length=160)
    convention_no = models.CharField("n° de convention", max_length=40)
    starts_on = models.DateField("début")
    ends_on = models.DateField("fin")
    last_payment_year = models.PositiveSmallIntegerField(
        "année du dernier paiement",
        null=True,
        blank=True,
        help_text="Les dossiers sont gardés plusieurs années après elle. À remplir dès qu’elle est connue.",
    )
    historical = models.BooleanField(
        "opération ancienne, reprise de registres",
        default=False,
        help_text="Ses réponses manquantes restent inconnues : rien n’est relancé ni transmis.",
    )

    class Meta:
        verbose_name = "opération cofinancée"
        verbose_name_plural = "opérations cofinancées"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "convention_no"],
                name="operation_once_an_agreement",
                violation_error_message="Une opération porte déjà ce numéro de convention.",
            ),
            models.CheckConstraint(
                name="operation_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
                violation_error_message="La fin précède le début.",
            ),
            models.CheckConstraint(
                name="operation_paid_in_a_year_of_four_figures",
                condition=Q(last_payment_year__isnull=True)
                | Q(last_payment_year__gte=2000, last_payment_year__lte=2100),
                violation_error_message="Écrivez une année de quatre chiffres.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.get_fund_display()}, n° {self.convention_no})"

    @property
    def held_until(self) -> date | None:
        """The last day on which what belongs to it is held, None while the last payment is not known."""
        return held_until(self.last_payment_year)


class FundedSession(models.Model):
    """A session that an operation pays for. Its papers and its page carry the mention of the fund."""

    session = models.OneToOneField(
        Session, models.CASCADE, related_name="funding", verbose_name="session"
    )
    operation = models.ForeignKey(
        Operation, models.PROTECT, related_name="sessions", verbose_name="opération"
    )

    class Meta:
        verbose_name = "session cofinancée"
        verbose_name_plural = "sessions cofinancées"

    def __str__(self) -> str:
        return f"{self.session} : {self.operation}"
