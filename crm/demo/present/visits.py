"""A visit made last month and told, one next week with its programme, one just begun; two discovery days."""

from __future__ import annotations

from datetime import date, time, timedelta

from crm.lodging.models import Stay, StayState
from crm.organisations.models import Organisation, OrganisationKind
from crm.visits.discovery import DayPlan, Who, move_registration, open_day, register
from crm.visits.models import (
    DiscoveryDay,
    DiscoveryRegistration,
    RegistrationState,
    StopKind,
    Visit,
    VisitState,
)
from crm.visits.programme import Stop, add_stop
from crm.visits.services import Plan, Told, add_cost, move_visit, plan_visit
from territory.models import Commune

from .stage import Scene

EMERGENCY = "L’accueil du télécentre, 04 65 71 99 00 (numéro fictif)"
WAY = "Sortie 30 de l’autoroute, puis la nationale. La gare est à dix minutes à pied du télécentre."
# Day of the visit, from, to, nature, title, place, who receives, for the family, what came of it.
STOPS = [
    (0, 10, 11, StopKind.TELECENTRE, "Le télécentre et ses bureaux", "Avenue Fictive",
     "L’équipe du télécentre", "Nous vous montrons les bureaux et la salle de visio.",
     "Le débit les rassure ; elle réserverait deux jours par semaine."),
    (0, 14, 15, StopKind.HOUSE, "Une maison à louer", "Rue Inventée",
     "Mme Delmas, propriétaire", "Trois chambres et un jardin.",
     "Trop petite avec trois enfants."),
    (0, 16, 17, StopKind.SCHOOL, "L’école publique", "", "La directrice",
     "Les enfants visitent leurs classes.", "Il reste deux places en CM1."),
    (1, 9, 10, StopKind.MAYOR, "Rencontre avec le maire", "Mairie", "Le maire", "",
     "Un terrain se libère au printemps."),
    (1, 11, 12, StopKind.BUSINESS, "L’atelier de menuiserie", "Zone artisanale", "M. Roux",
     "Pour parler d’un emploi à mi-temps.", "Il rappelle en janvier."),
]  # fmt: skip


def play_visits(scene: Scene, stays: list[Stay]) -> None:
    last_month, next_week = stays[3], stays[7]
    _told(scene, last_month)
    _confirmed(scene, next_week)
    _begun(scene)
    _days(scene, [stay for stay in stays if stay.state == StayState.DONE])


def _plan(scene: Scene, stay: Stay, starts: date, ends: date) -> Visit | None:
    if stay.journey is None:
        return None
    return plan_visit(
        stay.journey,
        Plan(
            starts, ends, "Voir une école, des logements et le télécentre", stay=stay,
            referent=scene.adviser, emergency=EMERGENCY, directions=WAY,
        ),
        by=scene.adviser,
        at=scene.ago(max((scene.today - starts).days, 0) + 15),
    )  # fmt: skip


def _fill(scene: Scene, visit: Visit) -> dict[int, str]:
    """Lay the stops; return what came of each."""
    school = Organisation.objects.filter(kind=OrganisationKind.SCHOOL).first()
    outcomes = {}
    for day, begins, ends, kind, title, place, host, said, outcome in STOPS:
        row = add_stop(
            visit,
            Stop(
                visit.starts_on + timedelta(days=day), time(begins), time(ends), kind, title,
                place=place, host=host, for_family=said, host_phone="06 39 98 91 10",
                host_email="" if kind == StopKind.SCHOOL else "hote@example.org",
                organisation=school if kind == StopKind.SCHOOL else None,
                commune=_commune(visit),
            ),
            by=scene.adviser,
            at=visit.created_at,
        )  # fmt: skip
        outcomes[row.pk] = outcome
    return outcomes


def _commune(visit: Visit) -> Commune | None:
    return visit.stay.unit.commune if visit.stay else None


def _told(scene: Scene, stay: Stay) -> None:
    visit = _plan(scene, stay, stay.arrive, stay.arrive + timedelta(days=1))
    if visit is None:
        return
    outcomes = _fill(scene, visit)
    for kind, label, cents in [
        ("meals", "Déjeuner avec des habitants", 8640), ("transport", "Véhicule de service", 4200),
    ]:  # fmt: skip
        add_cost(
            visit, kind=kind, label=label, cents=cents, paid_by="La collectivité",
            by=scene.adviser, at=scene.ago(18),
        )  # fmt: skip
    move_visit(visit, VisitState.CONFIRMED, by=scene.adviser, at=scene.ago(32))
    words = "Nous nous voyons vivre ici. Il nous faut une maison plus grande."
    move_visit(
        visit, VisitState.DONE, Told(family_words=words, outcomes=outcomes),
        by=scene.adviser, at=scene.ago(20),
    )  # fmt: skip


def _confirmed(scene: Scene, stay: Stay) -> None:
    visit = _plan(scene, stay, stay.arrive, stay.arrive + timedelta(days=2))
    if visit is not None:
        _fill(scene, visit)
        move_visit(visit, VisitState.CONFIRMED, by=scene.adviser, at=scene.ago(1))


def _begun(scene: Scene) -> None:
    """A visit whose programme is still to be made."""
    journey = next((row for p in scene.people for row in p.journeys.filter(closed_at=None)), None)
    if journey is not None:
        starts = scene.today + timedelta(days=21)
        plan = Plan(starts, starts, "Une journée pour rencontrer des télétravailleurs")
        plan_visit(journey, plan, by=scene.adviser, at=scene.ago(2))


def _days(scene: Scene, came: list[Stay]) -> None:
    """One day made, one to come that is nearly full."""
    past = _day(scene, -45, 5)
    for stay in came[:3]:
        row = _register(scene, past, stay)
        move_registration(row, RegistrationState.ATTENDED, by=scene.adviser, at=scene.ago(44))
    coming = _day(scene, 17, 4)
    for number, (first, last) in enumerate([("Nadia", "Fontanier"), ("Julien", "Mas")]):
        who = Who(
            last, f"decouverte{number}@example.org", first_name=first, adults=2, children=number
        )
        register(coming, who, at=scene.ago(3 - number))
    _register(scene, coming, came[-1])


def _day(scene: Scene, ahead: int, seats: int) -> DiscoveryDay:
    day = scene.today + timedelta(days=ahead)
    plan = DayPlan(
        day, "Une journée au pays", day - timedelta(days=3), seats,
        "10 h : accueil au télécentre\n11 h : l’école et les services\n12 h 30 : repas partagé\n"
        "14 h 30 : deux logements à visiter\n16 h 30 : vos questions",
        "Télécentre, à 10 h",
    )  # fmt: skip
    return open_day(plan, by=scene.manager, at=scene.ago(60))


def _register(scene: Scene, day: DiscoveryDay, stay: Stay) -> DiscoveryRegistration:
    person = stay.person
    who = Who(
        person.last_name, f"famille{stay.pk}@example.org", first_name=person.first_name,
        adults=2, children=1,
    )  # fmt: skip
    return register(day, who, person=person, by=scene.adviser, at=scene.ago(50))
