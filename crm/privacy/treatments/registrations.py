from django.db.models import Model

from crm.registrations.models import (
    EditionSeat,
    Participant,
    Registration,
    Roster,
    WorkshopSeat,
)

from .vocabulary import CATALOGUE, DAY, KEY, STATE, STATISTIC, Treatment, keep, marks, texts

REGISTRATIONS = [
    Treatment(
        Registration,
        ("person",),
        erased=texts("first_name", "email", "phone", "organisation", "declared_source")
        | texts("cancel_reason")
        | marks("last_name"),
        kept=keep(KEY, "id", "form_key", "person", "edition")
        | keep(CATALOGUE, "wording", "invitations_wording")
        | keep(STATISTIC, "origin", "wants_call", "wants_invitations", "walk_in")
        | keep(STATE, "state")
        | keep(DAY, "registered_at", "confirm_before", "address_proven_at", "confirmed_at")
        | keep(DAY, "cancelled_at", "forgotten_at", "invitations_withdrawn_at"),
    ),
    Treatment(
        Participant,
        ("registration__person",),
        erased=texts("first_name", "name_key", "organisation", "access_needs")
        | marks("last_name")
        | {"wishes": []},
        kept=keep(KEY, "id", "registration", "rank", "code") | keep(DAY, "left_at"),
    ),
    Treatment(
        EditionSeat,
        ("participant__registration__person",),
        kept=keep(KEY, "id", "participant", "roster") | keep(CATALOGUE, "number"),
    ),
    Treatment(
        WorkshopSeat,
        ("participant__registration__person",),
        kept=keep(KEY, "id", "participant")
        | keep(CATALOGUE, "slot", "number", "told")
        | keep(DAY, "held_until"),
    ),
]

IMPERSONAL_REGISTRATIONS: dict[type[Model], str] = {
    Roster: "ce que l’on sait des inscriptions d’une édition, jamais de qui vient",
}
