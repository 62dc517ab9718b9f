"""Who would receive a message: the people of its segments, less those whom it leaves aside, by reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from crm.applications.models import Application, ApplicationState, Enrolment, EnrolmentState
from crm.journal.refusal import Refused
from crm.journeys.models import Journey
from crm.letters.models import LetterState
from crm.mailings.audiences import Addressee
from crm.mailings.models import Nature, Recipient
from crm.people.models import ContactKind, ContactPoint, Person
from crm.people.models.persons import PersonQuerySet
from crm.segments.asking import ALIVE, q_of, read
from crm.segments.criteria.criterion import Lists
from crm.segments.models import Campaign, Excluded, ExclusionList, Segment
from crm.support.models import SupportPlan

from .merge_fields import values_for

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TO_ALL = "crm_segments.launch_service_to_all"
AT_ONCE = 500
IN_REVIEW = [
    ApplicationState.SUBMITTED,
    ApplicationState.UNDER_REVIEW,
    ApplicationState.WAITLISTED,
    ApplicationState.POOLED,
]
SEATED = [EnrolmentState.OFFERED, EnrolmentState.CONFIRMED, EnrolmentState.STARTED]


@dataclass(frozen=True)
class Reached:
    """Whom a message is for, before the mailing sorts addresses out.

    total     how many the segments hold, each person once
    left_out  how many are left aside, by reason in French
    """

    people: PersonQuerySet
    total: int
    left_out: dict[str, int]


def reached(campaign: Campaign, by: User, at: datetime) -> Reached:
    """Count and narrow, one reason after the other. Raises Refused when a segment is to be read over.

    A criterion that is not understood must widen nothing: neither the segments nor the exceptions.
    """
    lists: Lists = {}
    wanted = _one_of(campaign.segments.all(), lists, at)
    people = Person.objects.filter(ALIVE & wanted)
    total = people.count()
    left_out: dict[str, int] = {}
    for reason, aside in _reasons(campaign, by, lists, at):
        if found := people.filter(aside).count():
            left_out[reason] = found
            people = people.exclude(aside)
    return Reached(people, total, left_out)


def _one_of(segments: Iterable[Segment], lists: Lists, at: datetime) -> Q:
    found = Q(pk__in=[])
    for segment in segments:
        asked = read(segment.criteria, lists)
        if not asked:
            raise Refused(
                f"Le segment « {segment} » est à relire\u00a0: un critère n’est plus compris."
            )
        found |= q_of(asked, at)
    return found


def _reasons(campaign: Campaign, by: User, lists: Lists, at: datetime) -> Iterator[tuple[str, Q]]:
    """What leaves people aside, in the order in which it is told."""
    excepted = list(campaign.without.all())
    if excepted:
        yield "d’un segment écarté", Q(pk__in=_keys(_one_of(excepted, lists, at)))
    yield "sur une liste d’exclusion", on_a_list(campaign, at)
    if campaign.rest_days:
        days = campaign.rest_days
        yield (
            f"déjà écrites depuis {days}\u00a0jour{'s' if days > 1 else ''}",
            written_since(days, at),
        )
    if campaign.nature == Nature.SERVICE:
        yield "sans démarche en cours", ~under_way()
        if not by.has_perm(TO_ALL):
            yield "suivies par quelqu’un d’autre", ~followed_by(by, at)


def _keys(found: Q) -> PersonQuerySet:
    return Person.objects.filter(found).order_by().values("pk")  # type: ignore[return-value]


def on_a_list(campaign: Campaign, at: datetime) -> Q:
    """On one of its lists, or on a list that is held against every message: by their file or an address."""
    lists = ExclusionList.objects.filter(Q(always=True) | Q(campaigns=campaign)).order_by()
    held = (
        Excluded.objects.on(timezone.localdate(at)).filter(list__in=lists.values("pk")).order_by()
    )
    addresses = held.filter(person__isnull=True).values("email")
    points = ContactPoint.objects.filter(kind=ContactKind.EMAIL, normalised__in=addresses)
    return Q(pk__in=held.filter(person__isnull=False).values("person")) | Q(
        pk__in=points.order_by().values("person")
    )


def written_since(days: int, at: datetime) -> Q:
    """A mailing left for them these days, may have left, or waits to leave."""
    since = at - timedelta(days=days)
    waits = [LetterState.QUEUED, LetterState.SENDING, LetterState.UNCERTAIN]
    rows = Recipient.objects.filter(
        Q(left_at__gte=since) | Q(letter__sent_at__gte=since) | Q(letter__state__in=waits),
        person__isnull=False,
    )
    return Q(pk__in=rows.order_by().values("person"))


def under_way() -> Q:
    """Something of theirs is under way with us: a journey, an application, a training, a support plan."""
    review = Application.objects.filter(state__in=IN_REVIEW, archived=False).order_by()
    seated = Enrolment.objects.filter(state__in=SEATED).order_by()
    return (
        Q(pk__in=Journey.objects.open().order_by().values("person"))
        | Q(pk__in=review.values("person"))
        | Q(pk__in=seated.values("application__person"))
        | Q(pk__in=SupportPlan.objects.live().order_by().values("person"))
    )


def followed_by(user: User, at: datetime) -> Q:
    """The user follows a journey or a support plan of theirs, alone or beside a colleague."""
    journeys = Journey.objects.open().owned_by(user, timezone.localdate(at)).order_by()
    plans = SupportPlan.objects.live().filter(referent=user).order_by()
    return Q(pk__in=journeys.values("person")) | Q(pk__in=plans.values("person"))


def addressees(people: PersonQuerySet, named: Iterable[str]) -> Iterator[Addressee]:
    """The people with their address and the values of the fields that a text names, in their order.

    A few queries for each five hundred. Somebody without an address is told so by the mailing.
    """
    keys = list(people.order_by("pk").values_list("pk", flat=True))
    fields = frozenset(named)
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        rows, values, mails = Person.objects.in_bulk(some), values_for(some, fields), _mails(some)
        for pk in some:
            if pk in rows:
                yield Addressee(mails.get(pk, ""), rows[pk], values[pk])


def _mails(people: Sequence[int]) -> dict[int, str]:
    """The address to which letters go; one in error when there is no other, for the mailing to say so."""
    rows = ContactPoint.objects.filter(kind=ContactKind.EMAIL, person__in=people)
    # The last one written stays: in error first, then the others, then the main one.
    ordered = rows.order_by("is_primary", "-pk").values_list("person", "value", "bounced_at")
    found: dict[int, str] = {}
    for works in (False, True):
        found |= {pk: value for pk, value, bounced in ordered if (bounced is None) == works}
    return found
