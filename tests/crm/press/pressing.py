"""A press room, journalists and releases on their way, for the tests of the press."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from crm.letters.models import Letter
from crm.press import dispatching
from crm.press.dispatching import Wanted
from crm.press.models import PressContact, ReleaseDispatch
from crm.press.outlets import name_outlet
from crm.press.services import Sheet, add_contact
from news.models import ReleasePage
from tests.news.factories import held
from tests.news.press import PressRoom, a_press_room, a_release

NOW = datetime(2011, 3, 14, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
_numbers = count(1)


def journalist(
    outlet: str = "", beats: object = (), *, at: datetime = NOW - 30 * DAY, **told: object
) -> PressContact:
    """Somebody of the press, added a month before NOW unless told."""
    number = next(_numbers)
    known = {"last_name": f"Plumefine {number}", "email": f"plume{number}@example.org"} | told
    organisation = name_outlet(outlet, by=None, at=at) if outlet else None
    sheet = Sheet(source="carte donnée au Forum", organisation=organisation, **known)  # type: ignore[arg-type]
    return add_contact(sheet, beats, by=None, at=at)  # type: ignore[arg-type]


def release(
    press: PressRoom | None = None, *, until: datetime | None = None, **fields: object
) -> ReleasePage:
    """A release that anybody may read, or held until an hour."""
    page = a_release(press or a_press_room(), **fields)  # type: ignore[arg-type]
    return held(page, until) if until else page  # type: ignore[return-value]


def planned(
    page: ReleasePage, *contacts: PressContact, at: datetime = NOW, **wanted: object
) -> ReleaseDispatch:
    return dispatching.plan(page, Wanted(contacts=contacts, **wanted), by=None, at=at)  # type: ignore[arg-type]


def written_to() -> list[str]:
    """The addresses to which a letter of the press waits or went."""
    rows = Letter.objects.filter(batch__startswith="mailing-")
    return sorted(rows.values_list("to", flat=True))
