"""What stands around the families: organisations, what they need, how they are reached, a document."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.base import ContentFile

from crm.needs.models import NeedKind, NeedState
from crm.needs.services import move_need, note_need
from crm.organisations.models import Organisation, OrganisationKind, RoleKind
from crm.organisations.services import add_organisation, link_person
from crm.papers.models import PaperKind
from crm.papers.services import add_paper
from crm.people.models import ContactKind, HouseholdMember, Person
from crm.people.reaching import contact_fails, note_contact, verify_contact
from crm.people.services import current_membership
from editorial.pdf import pdf_of

from .stage import Scene

Kind, Role = OrganisationKind, RoleKind
ORGANISATIONS = [
    ("Mairie de Murat", Kind.TOWN_HALL, "mairie", "État civil, urbanisme, inscription à l’école."),
    ("École publique de Murat", Kind.SCHOOL, "ecole", "Visites sur rendez-vous, le mercredi."),
    ("Habitat des monts du Cantal", Kind.LANDLORD, "habitat", "Deux logements passerelles."),
    ("Atelier du Plomb", Kind.EMPLOYER, "atelier", "Accepte quatre jours à distance par semaine."),
    ("Boutique de gestion du Haut-Cantal", Kind.PARTNER, "gestion", "Permanence le mardi."),
]
PAPER = """<!doctype html><html lang="fr"><head><title>Convention d’accueil</title></head><body>
<h1>Convention d’accueil au télécentre</h1>
<p>Entre la Communauté de communes du pays de Murat et la personne accueillie, il est convenu :</p>
<ol><li>Un bureau est réservé deux demi-journées par semaine, sans frais, pendant l’accompagnement.</li>
<li>La personne accueillie prévient la veille quand elle ne vient pas.</li>
<li>Un bilan est tenu tous les trois mois.</li></ol>
<p>Document fictif, fait pour la démonstration.</p></body></html>"""
SHEET = "crm_demo/paper.css"


def play_around(scene: Scene, people: list[Person]) -> None:
    """`people` are the reference adults of the households, those who are still to come among them."""
    known = {row.kind: row for row in _organisations(scene)}
    _link(scene, people, known)
    _need(scene, people)
    _reach(scene, people[0])
    add_paper(
        people[0],
        PaperKind.AGREEMENT,
        ContentFile(pdf_of(PAPER, SHEET, {}), name="Convention d’accueil.pdf"),
        title="Convention d’accueil au télécentre",
        by=scene.adviser,
        at=scene.ago(40),
    )


def _organisations(scene: Scene) -> list[Organisation]:
    homes = scene.crowd.home
    town = next((commune for commune in homes if commune.name == "Murat"), homes[0])
    return [
        add_organisation(
            name, kind, by=scene.adviser, at=scene.ago(400 - rank), note=note,
            email=f"{address}@example.org", phone=f"06 39 98 90 {rank:02}",
            commune=town,
        )
        for rank, (name, kind, address, note) in enumerate(ORGANISATIONS)
    ]  # fmt: skip


def _link(scene: Scene, people: list[Person], known: dict[str, Organisation]) -> None:
    """Who works, studies and lodges where."""
    links = [
        (0, Kind.EMPLOYER, Role.WORKS_AT, "Développement, quatre jours à distance"),
        (0, Kind.SCHOOL, Role.STUDIES_AT, ""),
        (1, Kind.LANDLORD, Role.TENANT, "Logement passerelle"),
        (4, Kind.PARTNER, Role.REFERRED_BY, ""),
    ]
    for rank, kind, role, title in links:
        link_person(
            people[rank], known[kind], role, title=title,
            starts_on=scene.today - timedelta(days=50), by=scene.adviser, at=scene.ago(50),
        )  # fmt: skip


def _need(scene: Scene, people: list[Person]) -> None:
    """One met, one under way, one whose day is past, one for a family to come."""
    told = [
        (0, NeedKind.SCHOOL, "Une place en CE1, avec la cantine", "child", 20, NeedState.MET),
        (0, NeedKind.JOB, "Un mi-temps de comptable", "adult", 21, NeedState.IN_PROGRESS),
        (1, NeedKind.MOBILITY, "Un trajet partagé vers Aurillac", "", -4, None),
        (4, NeedKind.HOUSING, "Une maison à louer, avec un bureau", "", 30, None),
    ]
    for rank, kind, text, role, days, state in told:
        membership = current_membership(people[rank])
        if membership is None:
            continue
        members = HouseholdMember.objects.filter(household=membership.household, role=role)
        need = note_need(
            membership.household, kind, text, member=members.first(),
            since=scene.today - timedelta(days=30), due_on=scene.today + timedelta(days=days),
            owner=scene.adviser, by=scene.adviser, at=scene.ago(30),
        )  # fmt: skip
        if state is not None:
            move_need(need, state, by=scene.adviser, at=scene.ago(6))


def _reach(scene: Scene, person: Person) -> None:
    """A first number that does not ring any more, a second one that does, an address that answered."""
    for phone in person.contact_points.filter(kind=ContactKind.PHONE):
        contact_fails(phone, by=scene.adviser, at=scene.ago(9))
    second = note_contact(
        person, ContactKind.PHONE, "06 39 98 91 00", by=scene.adviser, at=scene.ago(9)
    )
    verify_contact(second, by=scene.adviser, at=scene.ago(8))
    if email := person.contact_points.filter(kind=ContactKind.EMAIL).first():
        verify_contact(email, by=scene.adviser, at=scene.ago(60))
