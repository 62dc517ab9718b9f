"""The panels of this room in a file: tasks, journeys, household, consents."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from crm.consents.models import Consent
from crm.people.models import DuplicatePair, HouseholdMember, Person
from crm.people.provenance import latest
from crm.people.services import memberships_of
from crm.registers.batch import Steps, first, pair, stepwise, together

from .ageing import age_of, with_age
from .forms.exchanges import PostponeForm, TaskForm
from .forms.journeys import (
    CloseForm,
    ConsentForm,
    DescribeForm,
    MoveForm,
    OpenForm,
    PauseForm,
)
from .forms.relays import HandOverForm
from .forms.sources import SourceForm
from .models import Journey, Task
from .refused_forms import form_for
from .routes import itineraries_of
from .steps import possible_ways
from .touch_words import touches_around, touches_of


def user_of(request: HttpRequest) -> User:
    return cast("User", request.user)


def draw(request: HttpRequest, name: str, context: dict[str, Any]) -> SafeString:
    return render_to_string(f"crm_journeys/panels/{name}.html", context, request)


@stepwise
def tasks(request: HttpRequest, person: Person) -> Steps[SafeString]:
    today = timezone.localdate()
    to_do = Task.objects.to_do().filter(person=person).select_related("assignee")
    found = yield from first(to_do)
    lines = [
        {
            "task": task,
            "late": task.due_on < today,
            "form": form_for(request, f"task-{task.pk}", PostponeForm),
        }
        for task in found.rows
    ]
    form = form_for(request, "task", TaskForm, initial={"assignee": request.user.pk})
    context = {"person": person, "lines": lines, "form": form}
    return draw(request, "tasks", context)


@stepwise
def journeys(request: HttpRequest, person: Person) -> Steps[SafeString]:
    theirs = Journey.objects.filter(person=person)
    rows = (
        with_age(theirs, timezone.localdate())
        .select_related(
            "owner",
            "source__edition",
            "source__coverage",
            "source__leaflet_batch",
            "source__issue",
            "origin_commune",
            "follows",
        )
        .prefetch_related("pauses", "co_owners")
    )
    (found, seen), came = yield from pair(
        together(
            [
                first(rows),
                first(theirs.seen_by(user_of(request)).values_list("pk", flat=True)),
            ]
        ),
        touches_of.steps(person),
    )
    mine = set(seen.rows)
    lines = [_journey(request, journey, journey.pk in mine) for journey in found.rows]
    for line in lines:
        line["touches"] = touches_around(line["journey"], came)
    # Open ones first, each group from the latest stage entered.
    lines.sort(key=lambda line: line["journey"].closed_at is not None)
    form = form_for(request, "open", OpenForm)
    return draw(request, "journeys", {"person": person, "lines": lines, "form": form})


def _journey(request: HttpRequest, journey: Journey, mine: bool) -> dict[str, Any]:
    now = timezone.now()
    today = timezone.localdate(now)
    pk = journey.pk
    itinerary = itineraries_of(request)[journey.track]
    paused = [pause for pause in journey.pauses.all() if pause.starts_on <= today < pause.resume_on]
    known = {
        "project": journey.project,
        "horizon": journey.horizon,
        "owner": journey.owner_id,
        "co_owners": [colleague.pk for colleague in journey.co_owners.all()],
    }
    return {
        "journey": journey,
        "age": age_of(journey),
        "mine": mine,
        "pause": paused[0] if paused else None,
        "ways": possible_ways(journey, itinerary, now) if mine else [],
        "move_form": form_for(
            request, f"move-{pk}", MoveForm, journey=journey, itinerary=itinerary
        ),
        "close_form": form_for(request, f"close-{pk}", CloseForm),
        "pause_form": form_for(request, f"pause-{pk}", PauseForm),
        "relay_form": form_for(request, f"relay-{pk}", HandOverForm),
        "source_form": form_for(request, f"source-{pk}", SourceForm, source=journey.source),
        "describe_form": form_for(request, f"describe-{pk}", DescribeForm, initial=known),
    }


@stepwise
def household(request: HttpRequest, person: Person) -> Steps[SafeString]:
    read = yield from first(memberships_of(person))
    home = read.rows[0].household if read.rows else None
    members = home.members.filter(ends_on__isnull=True) if home else HouseholdMember.objects.none()
    found = yield from first(members.select_related("person"))
    context = {"person": person, "home": home, "members": found.rows}
    return draw(request, "household", context)


@stepwise
def consents(request: HttpRequest, person: Person) -> Steps[SafeString]:
    if not user_of(request).has_perm("crm_consents.view_consent"):
        return SafeString("")
    words = yield from first(Consent.objects.filter(person=person).current().order_by("purpose"))
    form = form_for(request, "consent", ConsentForm)
    return draw(request, "consents", {"person": person, "words": words.rows, "form": form})


@stepwise
def provenance(request: HttpRequest, person: Person) -> Steps[SafeString]:
    """Where each thing that is known of somebody came from."""
    if person.anonymised_at:
        return SafeString("")
    lines = yield from latest.steps(person)
    return draw(request, "provenance", {"lines": lines})


@stepwise
def duplicates(request: HttpRequest, person: Person) -> Steps[SafeString]:
    """The files that may be this person's too, for those who may merge them."""
    if person.anonymised_at or not user_of(request).has_perm("crm_people.merge_person"):
        return SafeString("")
    pairs = yield from first(
        DuplicatePair.objects.to_review().of(person).select_related("first", "second")
    )
    lines = [
        {"other": pair.second if pair.first_id == person.pk else pair.first, "why": pair.reason}
        for pair in pairs.rows
    ]
    return (
        draw(request, "duplicates", {"person": person, "lines": lines}) if lines else SafeString("")
    )
