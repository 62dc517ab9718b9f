from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.mailings.models import Mailing, Nature

from .exclusions import ExclusionList
from .segments import Segment, Sharing

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NATURES = [Nature.PROMOTION, Nature.SERVICE]


class CampaignState(models.TextChoices):
    DRAFT = "draft", "brouillon"
    LAUNCHED = "launched", "lancé"
    ABANDONED = "abandoned", "abandonné"


PATHS: dict[CampaignState, set[CampaignState]] = {
    CampaignState.DRAFT: {CampaignState.LAUNCHED, CampaignState.ABANDONED},
    CampaignState.LAUNCHED: set(),
    CampaignState.ABANDONED: set(),
}


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def read_by(self, user: User) -> Self:
        """All of them for whoever follows people; for the others, what goes to consented publics
        alone, through segments that were shared with them."""
        if user.has_perm("crm_segments.see_people"):
            return self.all()
        kept = Segment.objects.exclude(sharing=Sharing.COMMUNICATION).exclude(user=user)
        through = [self.model.segments.through, self.model.without.through]
        hidden = [
            model.objects.filter(segment__in=kept).values("campaign")  # type: ignore[attr-defined]
            for model in through
        ]
        rows = self.filter(nature=Nature.PROMOTION)
        for found in hidden:
            rows = rows.exclude(pk__in=found)
        return rows


class Campaign(models.Model):
    """A message to the people of one or several segments, from its draft to the mailing that carries it.

    The text speaks to whoever receives it by merge fields: it names nobody.
    """

    title = models.CharField("intitulé", max_length=160)
    nature = models.CharField(
        "nature", max_length=9, choices=[(one.value, one.label) for one in NATURES]
    )
    # The public that agreed to it, of crm.mailings.audiences; nothing for a service message.
    audience = models.CharField("public", max_length=40, blank=True)
    segments = models.ManyToManyField(
        Segment, blank=True, related_name="campaigns", verbose_name="segments"
    )
    without = models.ManyToManyField(
        Segment, blank=True, related_name="kept_out_of", verbose_name="sauf les segments"
    )
    lists = models.ManyToManyField(
        ExclusionList, blank=True, related_name="campaigns", verbose_name="listes d’exclusion"
    )
    rest_days = models.PositiveSmallIntegerField(
        "sauf qui a déjà été écrit depuis (jours)", null=True, blank=True
    )
    subject = models.CharField("objet", max_length=200, blank=True)
    text = models.TextField("texte", max_length=20_000, blank=True)
    # Why a service message may be sent without anybody's agreement.
    reason = models.CharField("motif du message de service", max_length=300, blank=True)
    state = models.CharField(
        "état", max_length=9, choices=CampaignState, default=CampaignState.DRAFT, db_index=True
    )
    created_at = models.DateTimeField("créé le")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="écrit par"
    )
    changed_at = models.DateTimeField("modifié le")
    ended_at = models.DateTimeField("lancé ou abandonné le", null=True, blank=True)
    # How many were left out before the mailing sorted its own: {"sur une liste d’exclusion": 3}.
    left_out = models.JSONField("laissés de côté", default=dict, blank=True)
    mailing = models.OneToOneField(
        Mailing,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="campaign",
        verbose_name="envoi",
    )

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "envoi à un segment"
        verbose_name_plural = "envois à des segments"
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("launch_promotion", "Peut lancer un envoi à un public qui y a consenti"),
            ("launch_service", "Peut lancer un message de service aux personnes qu’il suit"),
            ("launch_service_to_all", "Peut lancer un message de service à toute personne"),
        ]
        constraints = [
            models.CheckConstraint(
                name="campaign_ended_has_a_date",
                condition=Q(state="draft", ended_at__isnull=True)
                | ~Q(state="draft") & Q(ended_at__isnull=False),
                violation_error_message="Un envoi lancé ou abandonné porte sa date.",
            ),
            models.CheckConstraint(
                name="campaign_launched_has_its_mailing",
                condition=Q(state="launched", mailing__isnull=False)
                | ~Q(state="launched") & Q(mailing__isnull=True),
                violation_error_message="Un envoi lancé a ses courriers, et lui seul.",
            ),
            models.CheckConstraint(
                name="campaign_launched_has_its_text",
                condition=~Q(state="launched") | ~Q(subject="") & ~Q(text=""),
                violation_error_message="Un envoi lancé a un objet et un texte.",
            ),
            models.CheckConstraint(
                name="campaign_launched_says_its_right",
                condition=~Q(state="launched")
                | Q(nature="promotion") & ~Q(audience="")
                | Q(nature="service", audience="") & ~Q(reason=""),
                violation_error_message=(
                    "Un envoi lancé dit quel public y a consenti, ou pour quel motif de service."
                ),
            ),
            models.CheckConstraint(
                name="campaign_has_a_title",
                condition=~Q(title=""),
                violation_error_message="Donnez un intitulé à cet envoi.",
            ),
            models.CheckConstraint(
                name="campaign_rests_at_least_a_day",
                condition=Q(rest_days__isnull=True) | Q(rest_days__gte=1, rest_days__lte=730),
                violation_error_message="Comptez de 1 à 730 jours.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
