"""Under « Réglages »: the reasons for which one comes."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column

from editorial.row_admin import RowViewSet

from .models import Reason

PANELS = [
    FieldPanel("label"),
    FieldPanel("summary"),
    FieldRowPanel([FieldPanel("minutes"), FieldPanel("seats")]),
    MultiFieldPanel(
        [
            FieldPanel("at_office"),
            FieldPanel("by_phone"),
            FieldPanel("by_video"),
            FieldPanel("at_home"),
        ],
        heading="Comment se rencontrer",
    ),
    FieldPanel("to_bring"),
    MultiFieldPanel(
        [
            FieldPanel("audience"),
            FieldRowPanel([FieldPanel("notice_hours"), FieldPanel("horizon_days")]),
        ],
        heading="Qui, et quand",
    ),
    FieldRowPanel([FieldPanel("position"), FieldPanel("active")]),
]


class ReasonViewSet(RowViewSet):
    model = Reason
    name = "crm_appointment_reasons"
    url_prefix = "reglages/motifs-de-rendez-vous"
    menu_label = "Motifs de rendez-vous"
    icon = "calendar-check"
    add_to_settings_menu = True
    inspect_view_enabled = False
    ordering = ["position", "label"]
    list_display = [
        "label",
        Column("minutes", label="Minutes", accessor="minutes", sort_key="minutes"),
        Column("seats", label="Foyers", accessor="seats"),
        Column("audience", label="Qui", accessor="get_audience_display"),
        BooleanColumn("active", label="En service", sort_key="active"),
    ]
    list_filter = ["audience", "active"]
    search_fields = ["label"]
    edit_handler = ObjectList(PANELS)
