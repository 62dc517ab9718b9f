"""The directory of teleworkers and a circle around a family: what is shown, what waits, what was withdrawn."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone

from crm.circle import inviting, saying
from crm.circle.choosing import Chosen
from crm.circle.inviting import Invitation
from crm.circle.models import Helper, ItemKind, Said
from crm.circle.seen import note_visit
from crm.journeys.models import Journey
from crm.needs.models import Need
from crm.network import relaying, services
from crm.network.models import Card, NameForm
from crm.network.services import CardText
from crm.organisations.models import Organisation, OrganisationKind
from crm.people.models import ContactKind, Person
from crm.people.reaching import mail_address

from .stage import Scene

NAMESPACE = uuid.UUID("6f0c1f4e-57a4-4a0e-9a54-1d0c7f0f6a52")
# Trade, what one does, know-how.
CARDS = [
    (
        "graphiste",
        "Affiches, logos, plaquettes : l’image des petites maisons et des associations.",
        "identité, affiche, impression",
    ),
    (
        "comptable",
        "La comptabilité des indépendants, de la première facture au bilan.",
        "micro-entreprise, paie, tableur",
    ),
    (
        "journaliste",
        "Reportages et portraits pour la presse de l’environnement, et quelques podcasts.",
        "reportage, son, relecture",
    ),
    (
        "architecte",
        "Rénovation de maisons anciennes, plans et suivi de chantier avec les artisans d’ici.",
        "rénovation, pierre, permis",
    ),
    (
        "développeur web",
        "Des sites accessibles, rapides et sobres, pour des services publics et des musées.",
        "Python, accessibilité, formation",
    ),
    (
        "cartographe",
        "Cartes de randonnée, plans de villages, données ouvertes.",
        "SIG, randonnée, OpenStreetMap",
    ),
    (
        "juriste",
        "Contrats et propriété intellectuelle, pour des éditeurs et des artistes.",
        "contrat, édition, droit d’auteur",
    ),
    (
        "photographe",
        "Paysages, portraits, objets : en lumière naturelle.",
        "portrait, paysage, retouche",
    ),
    (
        "traducteur",
        "Notices et romans, de l’allemand et de l’anglais.",
        "allemand, anglais, sous-titrage",
    ),
]
SHOWN = 6


def play_network(scene: Scene) -> None:
    """Six cards are shown, one waits to be read over, one is hidden, one was withdrawn by its person."""
    cards = [_card(scene, person, rank) for rank, person in enumerate(_people(scene)[: len(CARDS)])]
    if len(cards) < len(CARDS):
        return
    to_read, hidden, withdrawn = cards[SHOWN:]
    for rank, card in enumerate([*cards[:SHOWN], hidden, withdrawn]):
        services.publish(card, by=scene.adviser, at=scene.ago(38 - rank * 4, 15))
    services.hide(hidden, "Activité en pause, à sa demande", by=scene.adviser, at=scene.ago(5))
    services.withdraw(withdrawn, at=scene.ago(4))
    services.propose(to_read, _text(scene, SHOWN), at=scene.ago(1))
    relaying.introduce(
        cards[0], cards[4], "Une identité et un site : vos métiers se complètent.",
        by=scene.adviser, at=scene.ago(3),
    )  # fmt: skip
    relaying.relay(
        cards[2], uuid.uuid5(NAMESPACE, "message"), name="Hugo Lamy", email="hugo.lamy@example.org",
        text="Bonjour, je prépare un numéro sur les villages de montagne. Puis-je vous appeler ?",
        at=scene.ago(2),
    )  # fmt: skip


def _people(scene: Scene) -> list[Person]:
    reached = Person.objects.alive().filter(
        pk__in=[person.pk for person in scene.people],
        contact_points__kind=ContactKind.EMAIL,
        contact_points__bounced_at__isnull=True,
    )
    adults = reached.exclude(birth_year__gte=scene.today.year - 18).exclude(first_name="")
    return list(adults.distinct().order_by("pk"))


def _card(scene: Scene, person: Person, rank: int) -> Card:
    at = scene.ago(45 - rank)
    card = services.open_card(person, by=scene.adviser, at=at)
    return services.propose(card, _text(scene, rank), agreed=True, at=at)


def _text(scene: Scene, rank: int) -> CardText:
    trade, words, skills = CARDS[rank]
    homes = scene.crowd.home
    return CardText(
        trade=trade,
        words=words,
        skills=skills,
        commune=homes[rank * 2 % len(homes)],
        name_form=NameForm.FULL if rank % 3 == 1 else NameForm.INITIAL,
    )


def play_circle(scene: Scene) -> None:
    """A school head sees a need and says that it is met; a village host waits for the family's word."""
    journeys = Journey.objects.open().filter(person__in=scene.people, owner=scene.adviser)
    for journey in journeys.select_related("person").order_by("pk"):
        needs = list(Need.objects.of_the_household_of(journey.person).unmet())
        if needs and mail_address(journey.person):
            _help(scene, journey, needs)
            return


def _help(scene: Scene, journey: Journey, needs: list[Need]) -> None:
    school = Organisation.objects.filter(kind=OrganisationKind.SCHOOL).first()
    ends_on = scene.today + timedelta(days=10)
    helper = inviting.invite(
        journey,
        Invitation(
            "Odile Roche", "odile.roche@example.org", "directrice de l’école", ends_on, school
        ),
        [
            Chosen(ItemKind.FULL_NAME),
            Chosen(ItemKind.HOUSEHOLD),
            Chosen(
                ItemKind.WORDS,
                text="Cette famille s’installe bientôt et cherche à rencontrer l’école.",
            ),
            *(Chosen(ItemKind.NEED, need=need) for need in needs),
        ],
        said_by="en entretien",
        by=scene.adviser,
        at=scene.ago(20),
    )
    _visit(scene, helper, needs[0])
    inviting.invite(
        journey,
        Invitation(
            "Marcel Chadefaux", "marcel.chadefaux@example.org", "habitant qui accueille au village",
            scene.today + timedelta(days=120),
        ),
        [Chosen(ItemKind.PHONE), Chosen(ItemKind.SETTLEMENT)],
        by=scene.adviser,
        at=scene.ago(2),
    )  # fmt: skip


def _visit(scene: Scene, helper: Helper, need: Need) -> None:
    day = timezone.localdate(scene.ago(3))
    shown = Helper.objects.seeing(day).select_related("journey__person").get(pk=helper.pk)
    note_visit(shown, at=scene.ago(3))
    saying.say(
        shown, uuid.uuid5(NAMESPACE, "mot"), "Nous pouvons recevoir la famille mercredi matin.",
        said=Said.PROPOSAL, need=need, at=scene.ago(3),
    )  # fmt: skip
