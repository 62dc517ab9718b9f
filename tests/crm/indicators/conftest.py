"""Seven people, counted by hand as of 30 June 2010.

Ana     Aurillac, unemployed     trained, created 1 March 2010; settled from Lyon with two children
Bruno   Lyon, employee           trained, had created in 2008; settled in Dienne, coming from Murat
Chloé   abroad                   trained, took over an activity on 30 June 2010 itself
David   origin unknown           trained, on site on 30 June 2010 itself
Emma    Lyon                     followed at a distance only
Fadi    Murat, in training       applied, withdrew; hired by telework
Gilles  Lyon                     applied on 1 July 2010: too late

At work, in a telecentre of two offices open on working days since 2006:
Ana     thirteen half-days in June          Bruno  two half-days, and a booking by the month from 1 June
David   waits for an office since 1 June    Emma   waited from 1 March to 10 June, 101 days

Accompanied (with Ana and Bruno, since they settled):
Emma    since 4 January    review of 4 April held on 4 May, thirty days later
Chloé   since 15 February  review of 15 May not held
Fadi    since 1 March      in pause since 20 May: the review of 1 June waits
"""

from datetime import date

import pytest

from crm.applications.models import ApplicationState, Mode
from crm.applications.services import move
from crm.demo.days import weekdays
from crm.letters.services import outbox_shut
from crm.support.models import ActivityKind, PlanBasis
from crm.support.pauses import add_pause
from crm.support.plans import open_plan
from crm.support.reviews import hold_review
from crm.support.services import note_activity
from crm.waiting.models import WaitState
from crm.waiting.services import join, offer
from crm.waiting.services import move as move_wait
from crm.workspaces.models import Booking, HalfDay
from crm.workspaces.offices.kind import KEY, KIND
from crm.workspaces.services import note_presence
from tests.crm.factories import make_territory
from tests.crm.indicators.factories import admit, applied, attend, noon, settle
from tests.telecentre.factories import SiteFactory, SpaceFactory
from tests.training.factories import SessionFactory

D = date(2010, 6, 30)
SENT, SEATED, FIRST = date(2010, 1, 4), date(2010, 1, 20), date(2010, 2, 1)


@pytest.fixture
def people(db):
    places = make_territory()
    session = SessionFactory(starts_on=FIRST, ends_on=D)
    known = {
        "ana": {"commune": places["aurillac"], "professional_status": "unemployed"},
        "bruno": {"commune": places["lyon"], "professional_status": "employee"},
        "chloe": {"commune": None, "country": "BE"},
        "david": {"commune": None, "country": ""},
        "emma": {"commune": places["lyon"]},
        "fadi": {"commune": places["murat"], "professional_status": "training"},
    }
    sent = {name: applied(session, SENT, **who) for name, who in known.items()}
    for name in ("ana", "bruno", "chloe", "david", "emma"):
        admit(sent[name], SEATED)
    for name in ("ana", "bruno", "chloe"):
        attend(sent[name], FIRST)
    attend(sent["david"], D)
    attend(sent["emma"], FIRST, Mode.DISTANCE)
    with outbox_shut():
        move(sent["fadi"], ApplicationState.WITHDRAWN, at=noon(SEATED))
    sent["gilles"] = applied(session, date(2010, 7, 1), commune=places["lyon"])
    found = {name: application.person for name, application in sent.items()}
    note_activity(found["ana"], ActivityKind.CREATION, date(2010, 3, 1), at=noon(date(2010, 3, 1)))
    note_activity(found["bruno"], ActivityKind.CREATION, date(2008, 3, 1), at=noon(FIRST))
    note_activity(found["chloe"], ActivityKind.TAKEOVER, D, at=noon(D))
    note_activity(found["fadi"], ActivityKind.HIRED, date(2010, 5, 3), at=noon(date(2010, 5, 3)))
    settle(
        found["ana"],
        places["murat"],
        D,
        adults=2,
        children=2,
        children_schooled=1,
        origin=places["lyon"],
    )
    settle(found["bruno"], places["dienne"], D, origin=places["murat"])
    return found


@pytest.fixture
def at_work(people):
    site = SiteFactory()
    offices = [SpaceFactory(site=site, kind="office", seats=1) for _ in range(2)]
    for rank, day in enumerate(weekdays(date(2010, 6, 14), D)):
        note_presence(people["ana"], site, day, HalfDay.MORNING, at=noon(day))
        if rank < 2:
            note_presence(people["bruno"], site, day, HalfDay.AFTERNOON, at=noon(day))
    june = date(2010, 6, 1)
    Booking.objects.create(
        person=people["bruno"], space=offices[0], product="month", starts_on=june,
        ends_on=date(2010, 7, 31), pattern="1am 1pm", state="confirmed", requested_at=noon(june),
        confirmed_at=noon(june),
    )  # fmt: skip
    join(KIND, KEY, person=people["david"], reference="1", at=noon(june))
    entry = join(KIND, KEY, person=people["emma"], reference="2", at=noon(date(2010, 3, 1)))
    offer(entry, noon(date(2010, 6, 11)), at=noon(date(2010, 6, 9)))
    move_wait(entry, WaitState.ACCEPTED, at=noon(date(2010, 6, 10)))
    return people


@pytest.fixture
def accompanied(people):
    begun = {"emma": date(2010, 1, 4), "chloe": date(2010, 2, 15), "fadi": date(2010, 3, 1)}
    plans = {
        name: open_plan(people[name], PlanBasis.TRAINED, day, at=noon(day))
        for name, day in begun.items()
    }
    hold_review(plans["emma"].reviews.first(), "Vu.", by=None, at=noon(date(2010, 5, 4)))
    add_pause(plans["fadi"], date(2010, 5, 20), None, "congé", at=noon(D))
    return people
