"""The rooms and desks of the telecentres, as open data."""

from __future__ import annotations

from django.utils import timezone
from wagtail import hooks

from editorial.open_data import Dataset
from telecentre.models import Space


@hooks.register("register_open_data")
def equipment() -> Dataset:
    return Dataset(
        "equipements",
        "Équipements du télécentre",
        "Les bureaux et les salles que l’on peut occuper aujourd’hui, avec leurs places et leur équipement.",
        ["site", "commune", "nature", "nom", "places", "equipement", "depuis"],
        lambda: [
            [
                one.site.name,
                one.site.commune.name,
                one.get_kind_display(),
                one.label,
                one.seats,
                one.equipment,
                one.valid_from,
            ]
            for one in Space.objects.valid_on(timezone.localdate())
            .select_related("site__commune")
            .order_by("site__name", "kind", "label")
        ],
    )
