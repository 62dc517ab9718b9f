"""Opening what speaks of a person is an act: whichever address shows them, the journal says who did."""

from __future__ import annotations

import re

import pytest
from django.db import transaction

from crm.journal.models import Action, Entry
from crm.people.models import Person

from .conftest import Desk
from .rows import SUPERUSER
from .table import Cell, cells

pytestmark = pytest.mark.django_db

# Pages of one row that name somebody and yet open nobody's file, each with why.
NOT_A_READING = {
    "crm_session_programme": "le programme d’une formation, sans stagiaires",
    "crm_leaflet_code": "le dessin d’une adresse courte",
    "crm_breach_sheet": "une violation, où personne n’est nommé",
    "crm_journal_person": "des numéros de dossier : qui lit le journal ne lit pas le dossier",
    "crm_journal_account": "des numéros de dossier : qui lit le journal ne lit pas le dossier",
}


def of_one_row(cell: Cell) -> bool:
    return not cell.posts and any(not row.startswith("=") for row in cell.rows)


def traces() -> int:
    return Entry.objects.filter(action__in=[Action.READ, Action.EXPORTED]).count()


def test_every_page_of_a_row_that_names_somebody_journals_who_read_it(desk: Desk) -> None:
    client, untold = desk.clients[SUPERUSER], []
    named = re.compile("|".join(re.escape(name) for name in desk.names if len(name) > 6))
    numbers = list(Person.objects.values_list("file_number", flat=True))
    for cell in filter(of_one_row, cells()):
        if cell.name.partition("?")[0] in NOT_A_READING:
            continue
        with transaction.atomic():
            before = traces()
            answer = client.get(cell.address(desk.rows))
            told = traces() > before
            transaction.set_rollback(True)
        html = answer.headers.get("Content-Type", "").startswith("text/html")
        text = answer.content.decode() if html and answer.status_code == 200 else ""
        shows = bool(named.search(text)) or any(number in text for number in numbers)
        if answer.status_code == 200 and not told and (shows or not html):
            untold.append(f"{cell.name} ({answer.headers.get('Content-Type', '')[:20]})")

    assert untold == []
