"""The dwellings lent, under « Réglages »."""

from __future__ import annotations

from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BooleanColumn

from editorial.row_admin import RowViewSet

from .forms import UnitForm
from .models import HousingUnit


class UnitViewSet(RowViewSet):
    model = HousingUnit
    name = "crm_units"
    url_prefix = "reglages/logements"
    menu_label = "Logements passerelles"
    icon = "home"
    add_to_settings_menu = True
    inspect_view_enabled = False
    list_display = [
        "label", "commune", "beds",
        BooleanColumn("accessible", label="Accessible", sort_key="accessible"),
        "available_from", "available_until",
    ]  # fmt: skip
    ordering = ["label"]
    edit_handler = ObjectList(HousingUnit.panels, base_form_class=UnitForm)
