"""So many people who applied on one day, some of them welcomed."""

from datetime import date

from tests.crm.factories import make_territory
from tests.crm.indicators.factories import admit, applied, attend
from tests.training.factories import SessionFactory

D = date(2010, 6, 30)
HELD = date(2010, 2, 1)


def people(count, *, welcomed=0, place="lyon", session=None):
    places = make_territory()
    session = session or SessionFactory(starts_on=HELD, ends_on=D)
    sent = [applied(session, date(2010, 1, 4), commune=places[place]) for _ in range(count)]
    for application in sent[:welcomed]:
        attend(admit(application, date(2010, 1, 20)), HELD)
    return sent
