"""What the board and the list may be narrowed to. Anything else in the address is ignored."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.db.models import F, OrderBy
from django.http import QueryDict
from django.utils import timezone

from crm.journeys.ageing import too_long
from crm.journeys.models import Journey, Stage, Track
from crm.journeys.models.journey import JourneyQuerySet
from crm.journeys.routes import Itineraries, kept_stages, read
from crm.journeys.team import called, team
from crm.people.search import people_matching

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MINE = "moi"
# What a list shows first: the words, and the columns that the query then sorts by.
NEXT = (F("next_action_at").asc(nulls_last=True), F("stage_entered_at").asc(), F("pk").asc())
ORDERS: dict[str, tuple[str, tuple[OrderBy, ...]]] = {
    "": ("la prochaine action", NEXT),
    "retard": (
        "le plus long dépassement",
        (F("overdue").desc(nulls_last=True), F("pk").asc()),
    ),
    "duree": ("le plus long séjour à l’étape", (F("waited").desc(), F("pk").asc())),
    "nom": ("le nom", (F("person__name_key").asc(), F("pk").asc())),
}


def start_of_day(now: datetime) -> datetime:
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


class JourneyFilter(forms.Form):
    """The filter that the board and the list share."""

    track = forms.ChoiceField(
        label="Parcours", choices=[("", "tous"), *Track.choices], required=False
    )
    owner = forms.ChoiceField(label="Référent", required=False)
    late = forms.BooleanField(label="En retard seulement", required=False)
    idle = forms.BooleanField(label="Sans suite prévue", required=False)
    long = forms.BooleanField(label="À l’étape depuis trop longtemps", required=False)
    q = forms.CharField(
        label="Nom, n° ou téléphone",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(
        self,
        data: QueryDict,
        user: User,
        itineraries: Itineraries | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.user = user
        self.itineraries = itineraries
        self.offer_choices()
        self.is_valid()

    def offer_choices(self) -> None:
        user = self.user
        colleagues = [(str(one.pk), called(one)) for one in team() if one.pk != user.pk]
        everybody = [("", "toute l’équipe"), (MINE, "moi")]
        self.fields["owner"].choices = everybody + colleagues  # type: ignore[attr-defined]

    def journeys(self, at: datetime) -> JourneyQuerySet:
        """The journeys that the user may see and asks for, open or not."""
        told = self.cleaned_data
        found = Journey.objects.seen_by(self.user).filter(person__anonymised_at__isnull=True)
        if told.get("track"):
            found = found.filter(track=told["track"])
        if told.get("owner"):
            found = found.owned_by(self.user.pk if told["owner"] == MINE else int(told["owner"]))
        if told.get("late"):
            found = found.running(timezone.localdate(at)).filter(
                next_action_at__lt=start_of_day(at)
            )
        if told.get("idle"):
            found = found.running(timezone.localdate(at)).idle()
        if told.get("long"):
            today = timezone.localdate(at)
            found = found.filter(
                pk__in=too_long(Journey.objects.running(today), today).values("pk")
            )
        if told.get("q"):
            found = found.filter(person__in=people_matching(told["q"]).values("pk"))
        return found

    def query(self, **more: str) -> str:
        """The address of the same filter: "track=t1&owner=moi"."""
        told = {name: value for name, value in self.cleaned_data.items() if value}
        told = {name: "on" if value is True else value for name, value in told.items()}
        return urlencode({**told, **more})

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.values())


class ListFilter(JourneyFilter):
    """The list also looks at one stage, and at closed journeys; it says what comes first."""

    stage = forms.ChoiceField(label="Étape", required=False)
    order = forms.ChoiceField(
        label="D’abord",
        choices=[(key, label) for key, (label, _) in ORDERS.items()],
        required=False,
    )

    field_order = ("q", "track", "stage", "owner", "order", "late", "idle", "long")

    def offer_choices(self) -> None:
        super().offer_choices()
        stages = [*kept_stages(self.itineraries or read()), Stage.CLOSED]
        kept = [(stage.value, stage.label) for stage in stages]
        self.fields["stage"].choices = [("", "toutes les étapes ouvertes"), *kept]  # type: ignore[attr-defined]

    def journeys(self, at: datetime) -> JourneyQuerySet:
        stage = self.cleaned_data.get("stage")
        found = super().journeys(at)
        return found.filter(stage=stage) if stage else found.open()

    @property
    def sorting(self) -> tuple[OrderBy, ...]:
        """What the rows, with their age, are sorted by."""
        return ORDERS[self.cleaned_data.get("order") or ""][1]

    @property
    def narrows(self) -> bool:
        return any(value for name, value in self.cleaned_data.items() if name != "order")
