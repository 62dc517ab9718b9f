"""Presences, signatures and modules: what proves that a training took place, without what was written freely."""

from crm.applications.models import (
    Attendance,
    AttendanceCorrection,
    CreditRule,
    ModuleResult,
    ModuleWindow,
    ResultCorrection,
    SessionTrainer,
    SheetScan,
    TaughtHalfDay,
    TaughtModule,
)

from .vocabulary import AGENT, CATALOGUE, DAY, KEY, STATISTIC, Treatment, keep, marks, texts

SIGNED = "preuve de la formation : dit qu’une place a été suivie, jamais par qui une fois le reste effacé"

SIGNATURES = [
    Treatment(
        Attendance,
        ("enrolment__application__person",),
        kept=keep(KEY, "id", "enrolment")
        | keep(CATALOGUE, "half_day")
        | keep(STATISTIC, "half", "mode", "minutes", "late_minutes", "on_paper")
        | keep(STATISTIC, "absence", "corrected_minutes")
        | keep(SIGNED, "trainee_signed_by")
        | keep(AGENT, "trainer", "noted_by")
        | keep(DAY, "date", "trainee_signed_at", "trainer_signed_at", "noted_at", "sealed_at"),
    ),
    Treatment(
        AttendanceCorrection,
        ("attendance__enrolment__application__person",),
        erased=marks("reason"),
        kept=keep(KEY, "id", "attendance")
        | keep(STATISTIC, "minutes_before", "absence_before", "minutes_after", "absence_after")
        | keep(AGENT, "by")
        | keep(DAY, "at"),
    ),
    Treatment(
        ModuleResult,
        ("enrolment__application__person",),
        # The work itself is a paper of the file: it goes with the papers.
        erased=texts("comment"),
        kept=keep(KEY, "id", "enrolment", "paper")
        | keep(CATALOGUE, "module")
        | keep(SIGNED, "handed_in_by")
        | keep(STATISTIC, "hours_credited", "corrected_hours")
        | keep(AGENT, "validated_by")
        | keep(DAY, "handed_in_at", "returned_at", "validated_at", "sealed_at"),
    ),
    Treatment(
        ResultCorrection,
        ("result__enrolment__application__person",),
        erased=marks("reason"),
        kept=keep(KEY, "id", "result")
        | keep(STATISTIC, "hours_before", "hours_after")
        | keep(AGENT, "by")
        | keep(DAY, "at"),
    ),
]

IMPERSONAL_TEACHING = {
    TaughtHalfDay: "le calendrier d’une session : ses agents et ses salles",
    SessionTrainer: "les agents qui enseignent une session",
    TaughtModule: "les modules d’une session, tels que ses documents les nomment",
    ModuleWindow: "les dates des modules d’une session",
    CreditRule: "la règle des heures d’une formation",
    SheetScan: "la feuille signée d’un groupe entier, dont on n’efface pas une ligne : gardée comme"
    " preuve, puis effacée en entier dix ans après la fin de la session",
}
