from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from crm.people.models import (
    ContactPoint,
    Household,
    HouseholdMember,
    Person,
    Provenance,
    StatusSpell,
)

from .vocabulary import DAY, KEY, STATISTIC, Treatment, emptied, keep, texts


def numbered(prefix: str) -> Concat:
    """A name that only repeats the primary key."""
    return Concat(Value(prefix), Cast("pk", CharField()))


LANGUAGE_OF_THE_SITE = "fr"

PEOPLE = [
    Treatment(ContactPoint, ("person",), deleted=True),
    Treatment(Provenance, ("person",), deleted=True),
    Treatment(
        StatusSpell,
        ("person",),
        kept=keep(KEY, "id", "person")
        | keep(STATISTIC, "status")
        | keep(DAY, "starts_on", "ends_on"),
    ),
    Treatment(
        Household,
        ("members__person",),
        erased={"label": numbered("Foyer n° ")},
        kept=keep(KEY, "id")
        | keep(DAY, "created_at")
        | keep("besoin du foyer, sans nom", "rooms_wanted", "rent_max", "wanted_from"),
    ),
    Treatment(
        HouseholdMember,
        ("person",),
        kept=keep(KEY, "id", "household", "person")
        | keep(STATISTIC, "role")
        | keep(DAY, "starts_on", "ends_on")
        | keep(
            "vide pour un adulte ; un enfant est supprimé après le dernier parcours du foyer",
            "minor_birth_year",
            "school_level",
        ),
    ),
    Treatment(
        Person,
        ("pk", "merged_into"),
        erased=texts(
            "first_name", "last_name", "name_key", "trade", "country", "restricted_because"
        )
        | emptied("commune", "restricted_at")
        | {
            "file_number": numbered("A-"),
            "language": LANGUAGE_OF_THE_SITE,
            "preferred_channel": "email",
        },
        kept=keep(KEY, "id", "merged_into")
        | keep("remplacé par un autre, tiré au sort", "uuid")
        | keep(STATISTIC, "civility", "birth_year", "professional_status")
        | keep(DAY, "created_at", "last_inbound_at", "anonymised_at"),
    ),
]
