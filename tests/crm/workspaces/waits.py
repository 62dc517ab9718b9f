"""Office requests, from Monday 7 March 2011 on: who asks, who waits, what they are offered."""

from crm.workspaces.models import OfferState, OfficeOffer
from crm.workspaces.offices.lists import enlist
from crm.workspaces.offices.requests import Wish, note_request

from .places import NOW, day, somebody


def asked(person=None, *, days=(1,), at=NOW, wished=7, **wish):
    """Somebody asks, at the desk, for an office from the Monday of the next week on."""
    told = Wish(wished_from=day(wished), days=tuple(days), **wish)
    return note_request(person or somebody(), told, by=None, at=at)


def waiting(person=None, *, at=NOW, **known):
    """Somebody on the list."""
    row = asked(person, at=at, **known)
    enlist(row, at=at)
    return row


def running(row):
    return OfficeOffer.objects.filter(request=row, state=OfferState.RUNNING).first()


def states(*rows):
    for row in rows:
        row.refresh_from_db()
    return [row.state for row in rows]
