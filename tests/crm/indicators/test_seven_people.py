"""Seven people, counted by hand as of 30 June 2010.

Ana     Aurillac, unemployed     trained, created 1 March 2010; settled from Lyon with two children
Bruno   Lyon, employee           trained, had created in 2008; settled in Dienne, coming from Murat
Chloé   abroad                   trained, took over an activity on 30 June 2010 itself
David   origin unknown           trained, on site on 30 June 2010 itself
Emma    Lyon                     followed at a distance only
Fadi    Murat, in training       applied, withdrew; hired by telework
Gilles  Lyon                     applied on 1 July 2010: too late
"""

from datetime import date

import pytest

from crm.applications.models import ApplicationState, Mode
from crm.applications.services import move
from crm.indicators.counting import compute
from crm.letters.services import outbox_shut
from crm.people.models import Household
from crm.support.models import ActivityKind
from crm.support.services import note_activity
from tests.crm.factories import make_territory
from tests.crm.indicators.factories import admit, applied, attend, noon, settle
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


def counted(code, day=D):
    figure = compute(day)[code]
    return figure.value, figure.numerator, figure.denominator, figure.unknown


def test_six_have_applied_by_that_day(people):
    assert counted("I1") == (6, 6, None, None)


def test_four_were_welcomed_since_distance_is_not_enough(people):
    assert counted("I2") == (4, 4, 6, None)


def test_who_came_on_the_day_itself_counts_and_the_day_before_does_not(people):
    assert counted("I2", date(2010, 6, 29)) == (3, 3, 6, None)


def test_two_created_since_the_one_of_before_the_training_does_not_count(people):
    assert counted("I3") == (50, 2, 4, 1)


def test_two_in_four_known_origins_are_exogenous(people):
    # Bruno, Chloé and Emma against Ana; David is left out of the denominator.
    assert counted("I4") == (75, 3, 4, 1)
    assert counted("I4c") == (75, 3, 4, 1)


def test_a_session_that_has_not_ended_is_in_no_series(people):
    assert counted("I4", date(2010, 6, 29)) == (0, 0, 0, 0)


def test_one_family_came_from_outside(people):
    assert counted("I5") == (1, 1, None, 0)
    assert [counted(f"I5_{who}")[0] for who in ("adults", "children", "schooled")] == [2, 2, 1]


def test_two_locals_work_again_one_of_them_hired(people):
    assert counted("I7")[0] == 2


def test_the_people_counted_are_named_to_those_entitled(people):
    found = compute(D)

    assert set(found["I3"].ids) == {people["ana"].pk, people["chloe"].pk}
    assert found["I5"].ids == (Household.objects.get(members__person=people["ana"]).pk,)
