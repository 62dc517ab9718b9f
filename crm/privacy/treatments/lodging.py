from django.db.models import Model

from crm.lodging.models import HousingUnit, NightValue, Stay, StayNight

from .vocabulary import CATALOGUE, DAY, KEY, STATE, STATISTIC, Treatment, keep, marks, texts

LODGING = [
    Treatment(
        Stay,
        ("person",),
        erased=texts("note", "keys_to", "inventory_in", "inventory_out") | marks("reason"),
        kept=keep(KEY, "id", "person", "household", "journey")
        | keep(CATALOGUE, "unit", "beds", "free_value_cents", "funder", "funder_share")
        | keep(STATISTIC, "purpose", "persons", "babies")
        | keep(STATE, "state", "keys_back")
        | keep(DAY, "arrive", "depart", "requested_at", "hold_expires_at", "arrived_at", "left_at"),
    ),
    Treatment(
        StayNight,
        ("stay__person",),
        kept=keep(KEY, "id", "stay") | keep(CATALOGUE, "unit") | keep(DAY, "date"),
    ),
]

IMPERSONAL_LODGING: dict[type[Model], str] = {
    HousingUnit: "un logement prêté par la collectivité, son adresse et ce qu’il offre",
    NightValue: "la valeur d’une nuit dans un logement",
}
