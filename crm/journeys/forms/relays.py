"""What is typed when journeys change hands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from crm.journeys.models import Journey, Task
from crm.journeys.team import called, team
from crm.people.forms import DAY
from crm.registers.careful import PersonText

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FOR_GOOD, AWAY = "depart", "absence"


def burden_of(user: User) -> str:
    """« Marc Vialatte, compte fermé : 12 parcours, 3 tâches »."""
    held = f"{user.journeys_held} parcours, {user.tasks_held} tâche{'s' * (user.tasks_held > 1)}"  # type: ignore[attr-defined]
    closed = "" if user.is_active else ", compte fermé"
    return f"{called(user)}{closed}\N{NO-BREAK SPACE}: {held}"


def colleagues(
    field: forms.Field, rows: QuerySet[User], named: Callable[[User], str] = called
) -> None:
    """Offer some accounts, by name."""
    field.queryset = rows  # type: ignore[attr-defined]
    field.label_from_instance = named  # type: ignore[attr-defined]


def givers() -> QuerySet[User]:
    """The team, and whoever still holds open journeys or tasks, closed accounts among them."""
    journeys = Journey.objects.open().filter(owner=OuterRef("pk")).order_by().values("owner")
    tasks = Task.objects.to_do().filter(assignee=OuterRef("pk")).order_by().values("assignee")
    rows = get_user_model().objects.annotate(
        journeys_held=Coalesce(Subquery(journeys.annotate(n=Count("pk")).values("n")), 0),
        tasks_held=Coalesce(Subquery(tasks.annotate(n=Count("pk")).values("n")), 0),
    )
    kept = Q(pk__in=team().values("pk")) | Q(journeys_held__gt=0) | Q(tasks_held__gt=0)
    return rows.filter(kept).order_by("-is_active", "last_name", "first_name", "username")


class HandOverForm(forms.Form):
    """One journey, to a colleague."""

    taker: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        None, label="À qui", empty_label="—"
    )
    reason = PersonText(label="Motif", max_length=240)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues(self.fields["taker"], team())


class RelayForm(HandOverForm):
    """All that a colleague follows, for good or until a day."""

    giver: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        None, label="Qui part ou s’absente", empty_label="—"
    )
    how = forms.ChoiceField(
        label="Pour combien de temps",
        choices=[
            (AWAY, "une absence : le remplacement prend fin tout seul"),
            (FOR_GOOD, "pour de bon : les parcours et les tâches changent de référent"),
        ],
        widget=forms.RadioSelect,
        initial=AWAY,
    )
    starts_on = forms.DateField(
        label="À partir du", required=False, widget=DAY, help_text="Ce jour, sans autre date."
    )
    ends_on = forms.DateField(
        label="Dernier jour d’absence",
        required=False,
        widget=DAY,
        help_text="Demandé pour une absence.",
    )

    field_order = ("giver", "how", "starts_on", "ends_on", "taker", "reason")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = givers()
        if not user.has_perm("crm_journeys.hand_over_journey"):
            rows = rows.filter(pk=user.pk)
        colleagues(self.fields["giver"], rows, burden_of)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("how") == AWAY and not self.errors:
            told["starts_on"] = told["starts_on"] or timezone.localdate()
            if not told.get("ends_on"):
                self.add_error("ends_on", "Indiquez le dernier jour d’absence.")
        return told
