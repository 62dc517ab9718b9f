"""Two operations of the European fund: that of today with its deadlines, that of the first years from registers."""

from __future__ import annotations

from datetime import date, timedelta

from crm.applications.models import Enrolment, EnrolmentState
from crm.funding.answers import correct, save_step, sign
from crm.funding.filling import SITUATIONS
from crm.funding.models import (
    Fund,
    Moment,
    Operation,
    Outcome,
    Participation,
    Source,
)
from crm.funding.operations import keep_operation
from crm.funding.registers import bring_in
from crm.funding.services import enter, leave
from crm.funding.stays import attach
from crm.funding.transmissions import transmit
from crm.journeys.models import Track
from crm.journeys.services import describe, open_journey
from crm.people.models import Person, ProfessionalStatus
from training.models import Session

from .stage import Scene

FUNDER = "DREETS Auvergne-Rhône-Alpes"
DIPLOMAS = ("isced_0_2", "isced_3_4", "isced_5_8")
# Whose entry waits: out of twelve, two who have not signed yet.
UNSIGNED = 2


def play_funds(scene: Scene) -> None:
    year = scene.today.year
    now = keep_operation(
        Operation(
            label="Se former au télétravail en Pays de Murat", fund=Fund.FSE_PLUS, funder=FUNDER,
            convention_no=f"{year - 1}02417", starts_on=date(year - 1, 1, 1),
            ends_on=date(year + 1, 12, 31),
        ),
        (), by=scene.manager, at=scene.ago(300),
    )  # fmt: skip
    _play_before(scene, now)
    if scene.underway:
        _play_underway(scene, now, scene.underway)
    _play_registers(scene)


def _play_underway(scene: Scene, operation: Operation, session: Session) -> None:
    """The group of the session: entries signed but for two, one who left last week."""
    attach(session, operation, by=scene.manager, at=scene.ago(8))
    held = operation.participations.filter(spells__session=session).select_related("person")
    rows = list(held.select_related("operation").order_by("pk"))
    for rank, row in enumerate(rows[UNSIGNED:]):
        _fill_entry(scene, row, rank)
    transmit(operation, "Premier bilan d’exécution", by=scene.manager, at=scene.ago(4))
    corrected = rows[-3]
    draft = correct(
        corrected, Moment.ENTRY, "Diplôme retrouvé après l’entrée.", by=scene.adviser,
        at=scene.ago(2),
    )  # fmt: skip
    save_step(
        corrected, Moment.ENTRY, {"diploma": "isced_5_8"}, source=Source.PHONE, by=scene.adviser,
        at=scene.ago(2),
    )  # fmt: skip
    sign(draft, str(corrected.person), by=scene.adviser, at=scene.ago(2))


def _enter(scene: Scene, person: Person, operation: Operation, days: int) -> Participation:
    on = scene.today - timedelta(days=days)
    row = enter(person, operation, on, by=scene.manager, at=scene.ago(days, 8))
    assert row is not None  # noqa: S101  # nosec B101
    return row


def _fill_entry(scene: Scene, row: Participation, rank: int) -> None:
    at = scene.ago((scene.today - row.entry_on).days, 11)
    person = row.person
    status = SITUATIONS.get(ProfessionalStatus(person.professional_status), "unemployed")
    core = {
        "sex": person.civility or "f",
        "birth_date": f"{person.birth_year or 1980}-0{rank % 9 + 1}-12",
        "commune": person.commune_id or "15138",
        "phone": "",
        "email": f"participant{row.pk}@example.org",
        "referent": "",
        "labour_status": status,
        "diploma": DIPLOMAS[rank % 3],
    }
    draft = save_step(row, Moment.ENTRY, core, at=at)
    said = ("no", "refused", "yes")[rank % 3]
    apart = {"disability": "no", "foreign_origin": said, "disadvantage": "no"}
    save_step(row, Moment.ENTRY, apart, sensitive=True, at=at)
    sign(draft, str(person), at=at)
    row.refresh_from_db()


def _play_before(scene: Scene, operation: Operation) -> None:
    """Three who left: a form that nobody answered in time, one due this week, six months that come."""
    for rank, (left, answered) in enumerate([(30, False), (23, False), (178, True)]):
        person = scene.somebody(300 + rank)
        journey = open_journey(person, Track.INDEPENDENT, by=scene.adviser, at=scene.ago(300))
        describe(journey, by=scene.adviser, owner=scene.adviser, at=scene.ago(299))
        row = _enter(scene, person, operation, 270)
        _fill_entry(scene, row, rank)
        end = scene.today - timedelta(days=left)
        leave(person, operation, end, Outcome.COMPLETED, by=scene.manager, at=scene.ago(left))
        if answered:
            row.refresh_from_db()
            told = {"situation": "self_employed", "qualification": "yes"}
            at = scene.ago(left - 9)
            sign(save_step(row, Moment.EXIT, told, at=at), str(person), at=at)


def _play_registers(scene: Scene) -> None:
    """Those trained from 2007 to 2009: of people forgotten since, the registers tell the days alone."""
    operation = keep_operation(
        Operation(
            label="Télétravail, première génération", fund=Fund.FSE, funder="Préfecture du Cantal",
            convention_no="2007-31-015", starts_on=date(2007, 1, 1), ends_on=date(2009, 12, 31),
            last_payment_year=2010, historical=True,
        ),
        (), by=scene.manager, at=scene.ago(200),
    )  # fmt: skip
    trained = (
        Enrolment.objects.filter(
            state__in=[EnrolmentState.COMPLETED, EnrolmentState.ABANDONED],
            roster__session__starts_on__range=(operation.starts_on, operation.ends_on),
        )
        .select_related("application__person", "roster__session")
        .order_by("roster__session__starts_on", "pk")
    )
    for one in trained:
        person, session = one.application.person, one.roster.session
        completed = one.state == EnrolmentState.COMPLETED
        bring_in(
            person, operation, session.starts_on, session=session, exit_on=one.ended_on,
            outcome=Outcome.COMPLETED if completed else Outcome.ABANDONED,
            answers={} if person.anonymised_at else {"sex": person.civility},
            by=scene.manager, at=scene.ago(200),
        )  # fmt: skip
