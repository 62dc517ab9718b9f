"""The diaries of two advisors: a past week partly filled in, hours to come, an evening with several households."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from crm.appointments.contents import Said
from crm.appointments.diary import hold
from crm.appointments.inviting import invite
from crm.appointments.models import (
    AppointmentParty,
    AppointmentState,
    BookedThrough,
    OpeningRange,
    Place,
    Reason,
)
from crm.appointments.openings import open_range
from crm.appointments.outcomes import fill_in
from crm.appointments.services import book, join, plan_group
from crm.appointments.slots import Search, free_slots
from crm.appointments.wishes import Guest, Wish, by_hand
from crm.people.models import ContactKind, Person
from crm.people.reaching import mail_address
from crm.waiting.deadlines import is_working_day, working_day_after
from telecentre.models import Site

from .stage import Scene

NAMESPACE = uuid.UUID("6a0f3d52-0d0c-4c0e-9b61-2a1b8f3f7c55")
PAST = [
    (8, 9, Place.OFFICE, "Le projet tient : un métier déjà exercé à distance, une date, un logement à trouver."),
    (7, 10, Place.PHONE, "Hésite encore sur la date. Rappeler après les vacances scolaires."),
    (6, 14, Place.VIDEO, ""),
    (2, 9, Place.OFFICE, None),
    (1, 15, Place.PHONE, None),
]  # fmt: skip


def play_appointments(scene: Scene) -> None:
    """Without accounts there is nobody to receive: nothing is played."""
    if scene.adviser is None or not scene.people:
        return
    project, meeting, evening = _reasons()
    receiving = [one for one in (scene.adviser, scene.manager) if one is not None]
    for advisor in receiving:
        _ranges(scene, advisor, [project, meeting])
    _past(scene, scene.adviser, project)
    _to_come(scene, project)
    _evening(scene, scene.adviser, evening)
    _invitation(scene, scene.adviser, meeting)


def _reasons() -> tuple[Reason, Reason, Reason]:
    project, _ = Reason.objects.get_or_create(
        label="Parler de mon projet d’installation",
        defaults={
            "summary": "Un premier échange sur le travail, le logement, l’école, et la suite.",
            "minutes": 45, "by_video": True, "at_home": True, "position": 10,
        },
    )  # fmt: skip
    meeting, _ = Reason.objects.get_or_create(
        label="Faire le point sur mon accompagnement",
        defaults={
            "summary": "Pour les personnes que nous suivons déjà.", "minutes": 60,
            "audience": "invited", "position": 20, "by_video": True,
            "to_bring": "Vos derniers chiffres d’activité\nVos questions",
        },
    )  # fmt: skip
    evening, _ = Reason.objects.get_or_create(
        label="Soirée d’accueil des nouveaux arrivants",
        defaults={
            "summary": "Rencontrer d’autres familles, les associations et l’école, autour d’un repas partagé.",
            "minutes": 120, "seats": 8, "by_phone": False, "position": 30,
            "to_bring": "Un plat à partager",
        },
    )  # fmt: skip
    return project, meeting, evening


def _ranges(scene: Scene, advisor: User, reasons: list[Reason]) -> None:
    site = Site.objects.open_on(scene.today).first()
    own = hold(advisor.pk)
    own.video_link = f"https://visio.example.org/{advisor.username}"
    own.save(update_fields=["video_link"])
    first = 0 if advisor == scene.adviser else 1
    for weekday, starts, ends in [(first, 9, 12), (first + 1, 14, 17), (3, 9, 12)]:
        if not OpeningRange.objects.filter(advisor=advisor, weekday=weekday).exists():
            row = OpeningRange(
                advisor=advisor, weekday=weekday, starts=time(starts), ends=time(ends), site=site
            )
            open_range(row, reasons, by=advisor, at=scene.ago(60))


def _past(scene: Scene, advisor: User, reason: Reason) -> None:
    """Five of the last days: three filled in, two that wait for it."""
    for number, (days, hour, place, told) in enumerate(PAST):
        person = scene.people[number % len(scene.people)]
        day = _working_day(scene.today - timedelta(days=days))
        party = _take(scene, person, advisor, reason, place, _moment(day, hour), days + 5)
        if told is not None:
            outcome = AppointmentState.SEEN if told else AppointmentState.NO_SHOW
            fill_in(party, outcome, told, by=advisor, at=party.appointment.ends_at)


def _working_day(day: date) -> date:
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _take(
    scene: Scene,
    person: Person,
    advisor: User,
    reason: Reason,
    place: Place,
    starts_at: datetime,
    days: int,
) -> AppointmentParty:
    """An appointment that the advisor took with somebody, some days ago."""
    number = person.contact_points.filter(kind=ContactKind.PHONE).first()
    said = Said(phone=number.value if number else "", email=mail_address(person))
    wish = Wish(Search(reason, place), starts_at, by_hand(advisor, starts_at, reason.minutes))
    guest = Guest(said, BookedThrough.DESK, person=person)
    return book(wish, guest, by=advisor, at=scene.ago(days))


def _to_come(scene: Scene, reason: Reason) -> None:
    """Somebody known, and somebody whom no file knows, both from the site."""
    known = scene.people[1]
    told = [
        Said(known.first_name, known.last_name, mail_address(known), words="Nous visiterons deux maisons le matin."),
        Said("Anaïs", "Delcher", "anais.delcher@example.org", "06 39 98 05 31",
             words="Institutrice, mon conjoint est développeur : par quoi commencer ?"),
    ]  # fmt: skip
    search = Search(reason, Place.OFFICE)
    slots = free_slots(search, scene.today, scene.today + timedelta(days=30), scene.at)
    for rank, said in enumerate(told):
        if len(slots) > 2 * rank:
            key = uuid.uuid5(NAMESPACE, f"{scene.crowd.seed}-{rank}")
            guest = Guest(said, BookedThrough.SITE, 2, rank + 1, form_key=key)
            book(Wish(search, slots[2 * rank].starts_at), guest, at=scene.ago(1))


def _evening(scene: Scene, advisor: User, reason: Reason) -> None:
    """An evening in ten working days, with four households."""
    starts_at = _moment(working_day_after(scene.today, 10), 18)
    slot = by_hand(advisor, starts_at, reason.minutes)
    group = plan_group(
        reason, slot, place=Place.OFFICE, seats=reason.seats, where="Salle des fêtes",
        by=advisor, at=scene.ago(12),
    )  # fmt: skip
    for rank, person in enumerate(scene.people[2:6]):
        guest = Guest(Said(), BookedThrough.DESK, 1 + rank % 2, rank % 3, person=person)
        join(group, guest, by=advisor, at=scene.ago(5))


def _invitation(scene: Scene, advisor: User, reason: Reason) -> None:
    reached = next((one for one in scene.people if mail_address(one)), None)
    if reached is not None:
        until = scene.today + timedelta(days=12)
        invite(reached, reason, [advisor], until, by=advisor, at=scene.ago(2))
