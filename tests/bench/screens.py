"""The screens of the CRM, as an advisor opens them all day, and every register, which only a superuser may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from http.client import OK

from django.contrib.auth import get_user_model
from django.db.models import Count
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from crm.indicators.counting import compute
from crm.journal.models import Entry
from crm.journeys.models import Interaction, Journey
from crm.people.models import ContactPoint, Person
from crm.people.search import people_matching
from crm.people.views.finding import A_PAGE, COUNTED_AT_MOST
from crm.registers.paging import Sheets
from crm.residences.models import Residence
from crm.visits.models import Visit
from tests.bench.lines import Screen
from tests.bench.pages import get
from tests.bench.targets import ANALYSIS, DAY, FIGURES, FILE, SCREEN, SEARCH
from tests.crm.registers.readers import url
from tests.crm.registers.registers import REGISTERS

# By the names of their addresses; one that this version has not is left out, and said.
LISTS = {
    "planning du télécentre": "crm_planning",
    "présences du jour": "crm_presences",
    "relevés": "crm_statements",
    "demandes de bureaux": "crm_office_requests",
    "visites": "crm_visits",
    "coût des visites": "crm_visit_costs",
    "logement": "crm_lodging",
    "valeur des nuits": "crm_lodging_value",
    "résidences": "crm_residences",
    "rendez-vous": "crm_appointments",
    "accompagnements": "crm_plans",
    "installations": "crm_settlements",
    "organisations": "crm_organisations",
    "journalistes": "crm_press_contacts",
    "abonnés de la lettre": "crm_newsletter",
    "envois en nombre": "crm_mailings",
    "inscriptions au Forum": "crm_forum",
    "doublons": "crm_duplicates",
    "conservation": "crm_retention",
    "origines": "crm_origins",
    "charge de l’équipe": "crm_load",
    "mes travaux": "crm_works",
}
ANALYSES = "admin/chiffres/"


def screens(ruler: Client, advisor: Client, skip: Callable[[str], None]) -> Iterator[Screen]:
    yield from searches()
    yield from desk(advisor)
    yield from lists(ruler, skip)
    yield from one_of_each(ruler)
    yield from journal(ruler)
    yield from registers(ruler)
    yield Screen("tous les chiffres à une date", lambda: compute(timezone.localdate()), FIGURES)
    yield from analyses(ruler)


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
    board, rows, day = reverse("crm_board"), reverse("crm_journeys"), reverse("crm_day")
    owner = Journey.objects.open().exclude(owner=None).values_list("owner", flat=True).first()
    last = Journey.objects.open().count() // 100
    addresses = {
        "recherche, à l’écran": f"{reverse('crm_search')}?q=mar",
        "tableau des parcours": board,
        "tableau, un référent": f"{board}?owner={owner or ''}",
        "tableau, en retard": f"{board}?late=on",
        "tableau, un nom": f"{board}?q=mar",
        "liste des parcours": rows,
        f"liste, page {max(last, 1)}": f"{rows}?page={max(last, 1)}",
        "liste, sans suite": f"{rows}?idle=on",
        "liste, un nom": f"{rows}?q=mar",
        "candidatures à étudier": reverse("crm_applications"),
        "groupes": reverse("crm_rosters"),
    }
    for name, address in addresses.items():
        yield Screen(name, get(client, address), SCREEN)
    yield Screen("ma journée", get(client, day), DAY)
    yield Screen("la journée de l’équipe", get(client, f"{day}?equipe=1"), DAY)
    yield from _files(client)


def _files(client: Client) -> Iterator[Screen]:
    said = Interaction.objects.values("person").annotate(n=Count("pk")).order_by("-n").first()
    plain = Person.objects.alive().order_by("-pk").first()
    if plain:
        yield Screen("dossier ordinaire", _file(client, plain.pk), FILE)
    if said:
        yield Screen(f"dossier de {said['n']} échanges", _file(client, said["person"]), FILE)


def _file(client: Client, pk: int) -> Callable[[], object]:
    return get(client, reverse("crm_person", args=[pk]))


def lists(client: Client, skip: Callable[[str], None]) -> Iterator[Screen]:
    for name, address in LISTS.items():
        try:
            yield Screen(name, get(client, reverse(address)), SCREEN)
        except NoReverseMatch:
            skip(f"{name} : cet écran n’existe pas")


def one_of_each(client: Client) -> Iterator[Screen]:
    visit = Visit.objects.order_by("pk").first()
    residence = Residence.objects.order_by("pk").first()
    if visit:
        yield Screen("une visite", get(client, reverse("crm_visit", args=[visit.pk])), SCREEN)
    if residence:
        address = reverse("crm_residence", args=[residence.pk])
        yield Screen("une résidence", get(client, address), SCREEN)


def journal(client: Client) -> Iterator[Screen]:
    """The journal by each thing that narrows it, and by two at once."""
    address, count = reverse("crm_journal"), Entry.objects.count()
    user = get_user_model()._default_manager.get(username="conseillere")
    month = timezone.localdate() - timedelta(days=400)
    read = Entry.objects.filter(action="read").exclude(person=None).order_by("-at").first()
    asked = {
        "": "",
        ", un mois": f"?since={month}&until={month + timedelta(days=30)}",
        ", un compte": f"?account={user.pk}",
        ", une action rare": "?action=anonymised",
        ", une action et un objet": "?action=read&kind=crm_people.person",
        ", un objet rare": "?kind=crm_residences.residence",
        ", un compte et un objet rare": f"?account={user.pk}&kind=crm_residences.residence",
    }
    for name, query in asked.items():
        yield Screen(f"journal de {count} lignes{name}", get(client, address + query), SCREEN)
    if read and read.person_id:
        page = reverse("crm_journal_person", args=[read.person_id])
        yield Screen("journal, qui a lu ce dossier", get(client, page), SCREEN)
    page = reverse("crm_journal_account", args=[user.pk])
    yield Screen("journal, ce qu’a fait ce compte", get(client, page), SCREEN)


def registers(client: Client) -> Iterator[Screen]:
    """The first page of each register, the last one, each column that sorts, a filter and a search."""
    for register in REGISTERS:
        address, columns = url(register), register.list_display
        label = str(register.model._meta.verbose_name)
        yield Screen(f"{label} : page 1", get(client, address), SCREEN)
        if register.model.objects.count() <= register.list_per_page:
            continue
        last = register.model.objects.count() // register.list_per_page
        yield Screen(f"{label} : page {last}", get(client, f"{address}?p={last}"), SCREEN)
        for rank, column in enumerate(columns):
            sorted_by = f"{address}?o={rank}&p={last}"
            yield Screen(f"{label} : par {column}, page {last}", get(client, sorted_by), SCREEN)
        yield Screen(f"{label} : recherche", get(client, f"{address}?q=mar"), SCREEN)


def analyses(client: Client) -> Iterator[Screen]:
    """Every screen of figures that opens on nothing but its address, found by it."""
    for address in sorted(_addresses(get_resolver(), "")):
        if address.startswith(ANALYSES) and client.get(f"/{address}").status_code == OK:
            yield Screen(f"/{address}", get(client, f"/{address}"), ANALYSIS)


def _addresses(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        path = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from _addresses(one, path)
        elif isinstance(one, URLPattern) and "<" not in path and "^" not in path:
            yield path
