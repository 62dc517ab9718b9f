"""Seven people whose first contact lies in the first quarter of 2010, and one of before; read as of 31 July 2010.

Ana     Aurillac   applied 4 January, admitted and confirmed on the 20th, came on 1 February, completed 30 June,
                   created her activity on 10 July
Bruno   Lyon       the same until 1 February; still in training
Chloé   Belgium    the same until 20 January; never came
David   unknown    applied 14 January, waits for a decision
Emma    Lyon       applied 4 January, refused on the 24th, journey closed that day
Fadi    Murat      a journey opened on 10 January, nothing since
Hana    Clermont   a journey of relocation opened on 15 January, moved to Murat on 15 April without any training
Gilles  Lyon       his journey opened on 20 December 2009
"""

from __future__ import annotations

from datetime import date

from crm.applications.attendance import complete
from crm.applications.models import ApplicationState
from crm.applications.services import move
from crm.indicators.analyses.spans import Span
from crm.journeys.models import CloseReason, Stage, Track
from crm.journeys.services import move as move_journey
from crm.journeys.services import open_journey
from crm.letters.services import outbox_shut
from crm.people.models import Person
from crm.support.models import ActivityKind
from crm.support.services import note_activity
from tests.crm.factories import make_person, make_territory
from tests.crm.indicators.factories import admit, applied, attend, noon, settle
from tests.training.factories import SessionFactory

SEEN = date(2010, 7, 31)
WINTER = Span(date(2010, 1, 1), date(2010, 3, 31), SEEN)
YEAR = Span.of_year(2010, SEEN)


def january(day: int) -> date:
    return date(2010, 1, day)


def play() -> dict[str, Person]:
    places = make_territory()
    session = SessionFactory(starts_on=date(2010, 2, 1), ends_on=date(2010, 6, 30))
    sent = {
        "ana": applied(session, january(4), commune=places["aurillac"]),
        "bruno": applied(session, january(4), commune=places["lyon"]),
        "chloe": applied(session, january(4), commune=None, country="BE"),
        "david": applied(session, january(14), commune=None, country=""),
        "emma": applied(session, january(4), commune=places["lyon"]),
    }
    for name in ("ana", "bruno", "chloe"):
        admit(sent[name], january(20))
    for name in ("ana", "bruno"):
        attend(sent[name], date(2010, 2, 1))
    with outbox_shut():
        move(sent["emma"], ApplicationState.UNDER_REVIEW, at=noon(january(24)))
        move(sent["emma"], ApplicationState.REFUSED, reason="Complet.", at=noon(january(24)))
        journey = sent["emma"].journey
        assert journey is not None
        journey.refresh_from_db()
        refused = CloseReason.REFUSED
        move_journey(journey, Stage.CLOSED, close_reason=refused, at=noon(january(24)))
        sent["ana"].refresh_from_db()
        complete(sent["ana"].enrolment, reason="Assidue.", at=noon(date(2010, 6, 30)))
    found = {name: application.person for name, application in sent.items()}
    found["fadi"] = opened(january(10), Track.INDEPENDENT, commune=places["murat"])
    found["hana"] = opened(january(15), Track.RELOCATION, commune=places["clermont"])
    found["gilles"] = opened(date(2009, 12, 20), Track.INDEPENDENT, commune=places["lyon"])
    created = date(2010, 7, 10)
    note_activity(found["ana"], ActivityKind.CREATION, created, at=noon(created))
    settle(found["hana"], places["murat"], date(2010, 4, 15), origin=places["clermont"])
    return found


def opened(day: date, track: Track, **known: object) -> Person:
    person = make_person(at=noon(day), **known)
    open_journey(person, track, at=noon(day))
    return person
