"""No ordinary space stands before ; : ! ? » nor after « on the pages of the CRM's younger rooms."""

from __future__ import annotations

import html
import re

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from crm.applications.follow_links import FOLLOW_APPLICATION
from crm.applications.models import Enrolment
from crm.letters import links
from crm.questionnaires.models import Invitation, Moment
from crm.questionnaires.services import PURPOSE, invite
from crm.questionnaires.sets import current_set

from .conftest import Desk
from .rows import SUPERUSER
from .table import addresses
from .walking import walk

pytestmark = pytest.mark.django_db

ROOMS = (
    "applications", "appointments", "attribution", "checkin", "circle", "compliance", "datarights", "documents",
    "funding", "journal", "leaflets", "lodging", "mailings", "network", "newsletter", "press", "privacy",
    "questionnaires", "registrations", "residences", "segments", "selection", "support", "visits", "waiting",
    "workspaces",
)  # fmt: skip
SILENT = re.compile(r"<(script|style|textarea|code|pre|svg)\b.*?</\1>|<!--.*?-->", re.DOTALL)
BADLY_SPACED = re.compile(r".{0,40}(?:\w [;:!?»](?=\s|$)|« ).{0,20}")
PUBLIC = ["/candidater/", "/vos-donnees/", "/suivi/faux/", "/questionnaire/faux/"]


def badly_spaced(page: str) -> list[str]:
    """What a reader would see cut at the end of a line."""
    text = re.sub(r"<[^>]+>", "", SILENT.sub("", page))
    return BADLY_SPACED.findall(" ".join(html.unescape(text).split(" ")))


def of_these_rooms(name: str) -> bool:
    found = addresses().get(name.partition("?")[0])
    module = str(getattr(found.callback, "__module__", "")) if found else ""
    return module.startswith(tuple(f"crm.{room}." for room in ROOMS))


def test_the_desk_of_these_rooms_is_spaced_in_the_french_manner(desk: Desk) -> None:
    pages = walk(desk, SUPERUSER).pages
    read = {name: page for name, page in pages.items() if "<html" in page and of_these_rooms(name)}
    assert len(read) > 50
    wrong = {name: found for name, page in read.items() if (found := badly_spaced(page))}

    assert {line.strip(): name for name, lines in wrong.items() for line in lines} == {}


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_spaced_in_the_french_manner(
    client: Client, db: None, address: str
) -> None:
    assert badly_spaced(client.get(address).content.decode()) == []


def test_the_pages_behind_a_link_are_spaced_in_the_french_manner(
    desk: Desk, client: Client
) -> None:
    enrolment = Enrolment.objects.select_related("application", "roster__session").latest("pk")
    questions = current_set(Moment.HOT)
    assert questions is not None
    with transaction.atomic():
        invite(enrolment, Moment.HOT, questions, timezone.localdate(), timezone.now())
        asked = links.make(PURPOSE, str(Invitation.objects.latest("pk").pk))
        followed = links.make(FOLLOW_APPLICATION, str(enrolment.application_id))
        pages = [f"/suivi/{followed}/", f"/questionnaire/{asked}/"]
        told = {page[:16]: badly_spaced(client.get(page).content.decode()) for page in pages}
        transaction.set_rollback(True)

    assert {page: wrong for page, wrong in told.items() if wrong} == {}
