"""Participants brought where a test needs them, through the doors."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from crm.funding.answers import save_step, sign
from crm.funding.models import Fund, Moment, Operation, Outcome, Participation, Source
from crm.funding.services import enter, leave
from tests.crm.factories import make_person, make_territory

PARIS = ZoneInfo("Europe/Paris")
ENTRY = date(2026, 1, 12)
EXIT = date(2026, 8, 31)
CORE = {
    "sex": "f",
    "birth_date": "1978-03-12",
    "commune": "15138",
    "phone": "06 39 98 01 42",
    "email": "",
    "referent": "",
    "labour_status": "long_unemployed",
    "diploma": "isced_3_4",
}
APART = {"disability": "no", "foreign_origin": "refused", "disadvantage": "yes"}
LATER = {"situation": "self_employed", "qualification": "yes"}
SIX = {"situation": "employed", "better": "yes"}


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=PARIS)


def make_operation(**known) -> Operation:
    number = Operation.objects.count() + 1
    return Operation.objects.create(
        **{
            "label": f"Télétravailler en Pays de Murat {number}",
            "fund": Fund.FSE_PLUS,
            "funder": "Service gestionnaire",
            "convention_no": f"2026-{number:04}",
            "starts_on": date(2026, 1, 1),
            "ends_on": date(2028, 12, 31),
        }
        | known
    )


def entered(person=None, operation=None, on=ENTRY, **known) -> Participation:
    person = person or make_person(at=noon(on), **known)
    row = enter(person, operation or make_operation(), on, at=noon(on))
    assert row is not None
    return row


def filled(row, moment=Moment.ENTRY, *, at=None, by=None, **changed):
    """Answer every step of a form, and sign it."""
    make_territory()
    when = at or noon((row.exit_on if moment != Moment.ENTRY else row.entry_on) or row.entry_on)
    core = {Moment.ENTRY: CORE, Moment.EXIT: LATER, Moment.SIX_MONTHS: SIX}[moment]
    source = Source.PHONE if by else Source.PERSON
    draft = save_step(row, moment, core | changed, source=source, by=by, at=when)
    if moment == Moment.ENTRY:
        save_step(row, moment, APART, sensitive=True, source=source, by=by, at=when)
    signed = sign(draft, str(row.person), by=by, at=when)
    row.refresh_from_db()
    return signed


def complete(operation=None, **known) -> Participation:
    row = entered(operation=operation, **known)
    filled(row)
    return row


def exited(operation=None, on=EXIT, outcome=Outcome.COMPLETED, **known) -> Participation:
    row = complete(operation, **known)
    left = leave(row.person, row.operation, on, outcome, at=noon(on))
    assert left is not None
    return left


def days(number: int) -> timedelta:
    return timedelta(days=number)
