"""What is measured, with the target of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from crm.indicators.counting import compute
from crm.journeys.models import Interaction, Journey
from crm.people.models import ContactPoint, Person
from crm.people.search import people_matching
from crm.people.views.finding import A_PAGE, COUNTED_AT_MOST
from crm.registers.paging import Sheets
from tests.crm.registers.readers import url
from tests.crm.registers.registers import REGISTERS

SEARCH, SCREEN, FIGURES = 100, 150, 1000
FEW, A_DOZEN = 15, 12
# The day and a file show what every room brings: a query or two each, whatever the number of rows.
COMPOSED = 85


@dataclass(frozen=True)
class Screen:
    """target in milliseconds, queries at most."""

    name: str
    call: Callable[[], object]
    target: int = SCREEN
    queries: int = FEW


def screens(ruler: Client, advisor: Client) -> Iterator[Screen]:
    """What an advisor opens all day, and every register, which only a superuser may open all of."""
    yield from searches()
    yield from desk(advisor)
    yield from registers(ruler)
    yield Screen(
        "tous les chiffres à une date",
        lambda: compute(timezone.localdate()),
        FIGURES,
        A_DOZEN,
    )


def searches() -> Iterator[Screen]:
    """By what one remembers of somebody in the middle of the file."""
    person = Person.objects.alive().order_by("pk")[Person.objects.count() // 2]
    points = {point.kind: point for point in ContactPoint.objects.filter(person=person)}
    typed = {
        "une lettre": "a",
        "deux lettres": "xa",
        "un nom": person.last_name,
        "un fragment fréquent": "mar",
        "prénom et nom": f"{person.last_name} {person.first_name}",
        "rien ne répond": "wxyzk",
        "deux mots, l’un absent": f"{person.last_name} wxyzk",
        "n° de dossier": person.file_number,
    }
    if phone := points.get("phone"):
        typed |= {"un téléphone": str(phone), "la fin d’un téléphone": str(phone)[-5:]}
        typed["nom et début de téléphone"] = f"{person.last_name} {str(phone)[:11]}"
    if email := points.get("email"):
        typed |= {"une adresse": email.value, "le début d’une adresse": email.value.split("@")[0]}
    for name, words in typed.items():
        yield Screen(f"recherche : {name}", _search(words), SEARCH)


def _search(words: str) -> Callable[[], object]:
    def call() -> object:
        drawn = Person.objects.select_related("commune").with_contacts()
        return Sheets(people_matching(words), A_PAGE, drawn=drawn, most=COUNTED_AT_MOST).page(1)

    return call


def desk(client: Client) -> Iterator[Screen]:
    board, rows = reverse("crm_board"), reverse("crm_journeys")
    said = Interaction.objects.values("person").annotate(n=Count("pk")).order_by("-n")
    thick = said.first()
    owner = Journey.objects.open().exclude(owner=None).values_list("owner", flat=True).first()
    addresses = {
        "recherche, à l’écran": f"{reverse('crm_search')}?q=mar",
        "tableau des parcours": board,
        "tableau, un référent": f"{board}?owner={owner}",
        "tableau, en retard": f"{board}?late=on",
        "tableau, un nom": f"{board}?q=mar",
        "liste des parcours": rows,
        "liste, page 200": f"{rows}?page=200",
        "liste, sans suite": f"{rows}?idle=on",
        "liste, un nom": f"{rows}?q=mar",
        "ma journée": reverse("crm_day"),
        "la journée de l’équipe": f"{reverse('crm_day')}?equipe=1",
        "candidatures à étudier": reverse("crm_applications"),
        "groupes": reverse("crm_rosters"),
        "dossier ordinaire": reverse("crm_person", args=[Person.objects.alive().last().pk]),  # type: ignore[union-attr]
    }
    if thick:
        name = f"dossier de {thick['n']} échanges"
        addresses[name] = reverse("crm_person", args=[thick["person"]])
    for name, address in addresses.items():
        composed = "dossier" in name or "journée" in name
        yield Screen(name, _get(client, address), queries=COMPOSED if composed else FEW)


def registers(client: Client) -> Iterator[Screen]:
    """The first page of each register, the last one, each column that sorts, a filter and a search."""
    for register in REGISTERS:
        address, columns = url(register), register.list_display
        label = str(register.model._meta.verbose_name)
        yield Screen(f"{label} : page 1", _get(client, address))
        if register.model.objects.count() <= register.list_per_page:
            continue
        last = register.model.objects.count() // register.list_per_page
        yield Screen(f"{label} : page {last}", _get(client, f"{address}?p={last}"))
        for rank, column in enumerate(columns):
            sorted_by = f"{address}?o={rank}&p={last}"
            yield Screen(f"{label} : par {column}, page {last}", _get(client, sorted_by))
        yield Screen(f"{label} : recherche", _get(client, f"{address}?q=mar"))


def _get(client: Client, address: str) -> Callable[[], Any]:
    def call() -> Any:
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address} : {response.status_code}")
        return response

    return call
