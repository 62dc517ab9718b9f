from crm.applications.models import (
    Application,
    ApplicationPaper,
    Coming,
    Companion,
    Draft,
    Enrolment,
    Message,
    SentFile,
    Submission,
)
from crm.waiting.models import Skip, WaitEntry, WaitSpell
from crm.workspaces.models import Presence

from .signatures import SIGNATURES
from .vocabulary import (
    AGENT,
    CATALOGUE,
    DAY,
    KEY,
    STATE,
    STATISTIC,
    Treatment,
    emptied,
    keep,
    marks,
    texts,
)

OF_A_FORM = ("submission__matched_person", "submission__application__person")

TRAINING = [
    Treatment(
        Submission,
        ("matched_person", "application__person"),
        erased={"payload": {}},
        kept=keep(KEY, "id", "form_key", "uuid", "code", "matched_person")
        | keep(CATALOGUE, "session", "wording")
        | keep(STATISTIC, "origin")
        | keep(STATE, "state")
        | keep(DAY, "received_at"),
    ),
    Treatment(
        Application,
        ("person",),
        erased=texts("project", "needs")
        | marks("reason")
        | emptied("origin_commune", "experience_years"),
        kept=keep(KEY, "id", "person", "journey", "submission")
        | keep(CATALOGUE, "session")
        | keep(STATE, "state", "archived")
        | keep(STATISTIC, "origin", "status_at_entry")
        | keep(DAY, "submitted_at", "decided_at")
        | keep(AGENT, "decided_by"),
    ),
    Treatment(
        Coming,
        ("application__person",),
        erased=texts("arrival", "accessibility") | emptied("arrives_on", "leaves_on"),
        kept=keep(KEY, "id", "application") | keep(STATISTIC, "lodging", "people"),
    ),
    Treatment(Message, ("application__person", *OF_A_FORM), deleted=True),
    Treatment(Companion, OF_A_FORM, deleted=True),
    Treatment(ApplicationPaper, ("application__person",), deleted=True),
    # Their files go first: crm.applications.forgetting.
    Treatment(SentFile, OF_A_FORM, deleted=True),
    Treatment(Draft, OF_A_FORM, deleted=True),
    Treatment(
        Enrolment,
        ("application__person",),
        kept=keep(KEY, "id", "application")
        | keep(CATALOGUE, "roster", "seat")
        | keep(STATE, "state")
        | keep(DAY, "offered_at", "expires_at", "confirmed_at", "ended_on"),
    ),
    *SIGNATURES,
    Treatment(
        WaitEntry,
        ("person",),
        erased=marks("reason") | texts("skip_reason"),
        kept=keep(KEY, "id", "person", "reference")
        | keep(CATALOGUE, "waiting_list")
        | keep(STATE, "state", "priority_class", "party_size")
        | keep(DAY, "joined_at", "offered_at", "offer_expires_at", "ended_at"),
    ),
    Treatment(
        Skip,
        ("entry__person",),
        erased=marks("reason"),
        kept=keep(KEY, "id", "entry", "passed_by") | keep(DAY, "at"),
    ),
    Treatment(
        WaitSpell,
        ("entry__person",),
        kept=keep(KEY, "id", "entry") | keep(STATE, "ended_as") | keep(DAY, "began_at", "ended_at"),
    ),
    Treatment(
        Presence,
        ("person",),
        kept=keep(KEY, "id", "person")
        | keep(CATALOGUE, "site")
        | keep(STATISTIC, "half", "source")
        | keep(DAY, "date"),
    ),
]
