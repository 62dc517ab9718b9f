from crm.applications.models import Application, Attendance, Enrolment, ModuleResult, Submission
from crm.waiting.models import Skip, WaitEntry
from crm.workspaces.models import Presence

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

TRAINING = [
    Treatment(
        Submission,
        ("matched_person", "application__person"),
        erased={"payload": {}},
        kept=keep(KEY, "id", "form_key", "uuid", "matched_person")
        | keep(CATALOGUE, "session", "wording")
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
        Enrolment,
        ("application__person",),
        kept=keep(KEY, "id", "application")
        | keep(CATALOGUE, "roster", "seat")
        | keep(STATE, "state")
        | keep(DAY, "offered_at", "expires_at", "confirmed_at", "ended_on"),
    ),
    Treatment(
        Attendance,
        ("enrolment__application__person",),
        kept=keep(KEY, "id", "enrolment")
        | keep(STATISTIC, "half", "mode", "minutes", "on_paper")
        | keep(DAY, "date", "trainee_signed_at", "trainer_signed_at"),
    ),
    Treatment(
        ModuleResult,
        ("enrolment__application__person",),
        kept=keep(KEY, "id", "enrolment")
        | keep(CATALOGUE, "module")
        | keep(STATISTIC, "hours_credited")
        | keep(DAY, "handed_in_at", "validated_at"),
    ),
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
        Presence,
        ("person",),
        kept=keep(KEY, "id", "person")
        | keep(CATALOGUE, "site")
        | keep(STATISTIC, "half", "source")
        | keep(DAY, "date"),
    ),
]
