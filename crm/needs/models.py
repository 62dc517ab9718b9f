from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from crm.people.homes import reference_of
from crm.people.models import Household, HouseholdMember, Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class NeedKind(models.TextChoices):
    JOB = "job", "emploi du conjoint"
    SCHOOL = "school", "école"
    CHILDCARE = "childcare", "garde d’enfants"
    HOUSING = "housing", "logement"
    MOBILITY = "mobility", "déplacements"
    OTHER = "other", "autre besoin"


class NeedState(models.TextChoices):
    OPEN = "open", "à traiter"
    IN_PROGRESS = "in_progress", "en cours"
    MET = "met", "satisfait"
    DROPPED = "dropped", "abandonné"


UNMET = [NeedState.OPEN, NeedState.IN_PROGRESS]

# What was met or dropped may be taken up again: the school that had a place has none any more.
NEED_PATHS: dict[NeedState, set[NeedState]] = {
    NeedState.OPEN: {NeedState.IN_PROGRESS, NeedState.MET, NeedState.DROPPED},
    NeedState.IN_PROGRESS: {NeedState.OPEN, NeedState.MET, NeedState.DROPPED},
    NeedState.MET: {NeedState.OPEN},
    NeedState.DROPPED: {NeedState.OPEN},
}


class NeedQuerySet(models.QuerySet["Need"]):
    def unmet(self) -> Self:
        return self.filter(state__in=UNMET)

    def late(self, day: date) -> Self:
        return self.unmet().filter(due_on__lt=day)

    def owned_by(self, user: User) -> Self:
        """Theirs, and those that nobody took."""
        return self.filter(Q(owner=user) | Q(owner=None))

    def of_the_household_of(self, person: Person) -> Self:
        """What the household where somebody lives today needs, whoever of it needs it."""
        present = HouseholdMember.objects.filter(person=person, ends_on__isnull=True)
        return self.filter(household__in=present.values("household"))


class Need(models.Model):
    """What a household, or one of its members, must find here in order to settle."""

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="needs", verbose_name="foyer"
    )
    # Nobody in particular: the whole household. A child who is forgotten leaves the need to it.
    member = models.ForeignKey(
        HouseholdMember,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name="pour",
    )
    kind = models.CharField("nature", max_length=9, choices=NeedKind)
    text = models.CharField("besoin", max_length=500)
    since = models.DateField("depuis le")
    due_on = models.DateField("à satisfaire avant le", null=True, blank=True, db_index=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="suivi par",
    )
    state = models.CharField("état", max_length=11, choices=NeedState, default=NeedState.OPEN)
    closed_on = models.DateField("clos le", null=True, blank=True)
    reason = models.CharField("motif d’abandon", max_length=240, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = "besoin"
        ordering = [F("due_on").asc(nulls_last=True), "since", "pk"]
        constraints = [
            models.CheckConstraint(
                name="need_says_what",
                condition=~Q(text=""),
                violation_error_message="Écrivez ce dont le foyer a besoin.",
            ),
            models.CheckConstraint(
                name="need_closed_has_a_date",
                condition=Q(state__in=["open", "in_progress"], closed_on__isnull=True)
                | Q(state__in=["met", "dropped"], closed_on__isnull=False),
                violation_error_message="Un besoin satisfait ou abandonné porte une date.",
            ),
            models.CheckConstraint(
                name="need_dropped_with_a_reason",
                condition=Q(state="dropped") & ~Q(reason="") | ~Q(state="dropped") & Q(reason=""),
                violation_error_message="Un besoin abandonné porte un motif, et lui seul.",
            ),
            models.CheckConstraint(
                name="need_closes_after_it_begins",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("since")),
                violation_error_message="Le besoin est clos avant d’être né.",
            ),
            models.CheckConstraint(
                name="need_is_due_after_it_begins",
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("since")),
                violation_error_message="L’échéance précède le début du besoin.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()}, {self.for_whom}"

    @property
    def for_whom(self) -> str:
        """« Claire Montaigu », « enfant né en 2018 », « tout le foyer »."""
        return str(self.member) if self.member else "tout le foyer"

    @property
    def about_person(self) -> int | None:
        """The id of the person in whose file the need is read."""
        own = self.member.person_id if self.member else None
        return own or reference_of(self.household)
