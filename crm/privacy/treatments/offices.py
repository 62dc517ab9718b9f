"""Offices asked for and offered, and what a month costs: accounts are kept, who it was goes with the file."""

from django.db.models import Model

from crm.workspaces.models import MonthStatement, OfficeOffer, OfficeRequest, StatementCounter

from .vocabulary import AGENT, CATALOGUE, DAY, KEY, STATE, STATISTIC, Treatment, keep, marks, texts

ACCOUNTS = "pièce comptable : numéro, prestations et montants, sans nom"

OFFICES = [
    Treatment(
        OfficeRequest,
        ("person",),
        erased={"payload": {}} | texts("email_key", "phone_key", "text") | marks("reason"),
        kept=keep(KEY, "id", "form_key", "person")
        | keep(CATALOGUE, "site", "wording")
        | keep(STATISTIC, "weekdays", "desks", "origin")
        | keep(STATE, "state")
        | keep(DAY, "received_at", "wished_from", "handled_at")
        | keep(AGENT, "handled_by"),
    ),
    Treatment(
        OfficeOffer,
        ("request__person",),
        kept=keep(KEY, "id", "request", "entry", "bookings")
        | keep(STATE, "state")
        | keep(DAY, "starts_on", "ends_on", "offered_at", "expires_at", "answered_at"),
    ),
    Treatment(
        MonthStatement,
        ("person",),
        erased=marks("cancel_reason"),
        kept=keep(KEY, "id", "person", "replaces")
        | keep(ACCOUNTS, "year", "rank", "month", "lines", "total_cents", "digest")
        | keep(DAY, "issued_at", "cancelled_at", "sent_at")
        | keep(AGENT, "issued_by"),
    ),
]

IMPERSONAL_OFFICES: dict[type[Model], str] = {
    StatementCounter: "le dernier numéro de relevé d’une année",
}
