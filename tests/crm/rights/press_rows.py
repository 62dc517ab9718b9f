"""A journalist, a list, a release on its way and an article, for the table of rights."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from crm.press import dispatching
from crm.press.dispatching import Wanted
from crm.press.exchanging import Said, log_exchange
from crm.press.lists import ListSheet, save_list
from crm.press.models import ExchangeKind
from crm.press.outlets import name_outlet
from crm.press.services import Sheet, add_contact
from tests.news.factories import held
from tests.news.press import CoverageFactory, a_press_room, a_release


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    outlet = name_outlet("La Gazette des Burons", by=None, at=now)
    contact = add_contact(
        Sheet("Plumefine", "essai", outlet, email="plumefine@example.org"), by=None, at=now
    )
    said = log_exchange(contact, Said(ExchangeKind.CALL, "Bonjour"), by=None, at=now)
    named = save_list(ListSheet("Presse d’essai", contacts=[contact]), by=None, at=now)
    release = held(a_release(a_press_room()), now + timedelta(days=3))
    planned = dispatching.plan(release, Wanted(lists=[named]), by=None, at=now)
    article = CoverageFactory(published_on=date(2011, 3, 23))
    return {
        "press_outlet": outlet.pk,
        "press_contact": contact.pk,
        "press_exchange": said.pk,
        "press_list": named.pk,
        "press_release": release.pk,
        "press_dispatch": planned.pk,
        "press_article": article.pk,
    }
