"""Under « Réglages »: the stages of each track, and the templates of tasks."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet, Sum
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import IndexView

from editorial.row_admin import RowViewSet

from .forms.settings import RouteForm
from .models import Route, TaskTemplate, Trigger


class RouteIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Route]:
        rows: QuerySet[Route] = super().get_base_queryset()
        return rows.annotate(
            stage_count=Count("stages"),
            expected=Sum("stages__expected_days", filter=~Q(stages__stage="supported")),
        )


class RouteViewSet(RowViewSet):
    model = Route
    name = "crm_routes"
    url_prefix = "reglages/etapes"
    index_view_class = RouteIndexView
    menu_label = "Étapes des parcours"
    icon = "list-ol"
    add_to_settings_menu = True
    inspect_view_enabled = False
    ordering = ["track"]
    list_display = [
        "__str__",
        Column("stage_count", label="Étapes", accessor="stage_count"),
        Column("expected", label="Jours attendus avant l’accompagnement", accessor="expected"),
    ]
    edit_handler = ObjectList(Route.panels, base_form_class=RouteForm)


def tracks_of(template: TaskTemplate) -> str:
    return template.get_track_display() or ("" if template.trigger == Trigger.PLAN else "tous")


class TemplateIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[TaskTemplate]:
        rows: QuerySet[TaskTemplate] = super().get_base_queryset()
        return rows.annotate(step_count=Count("steps"))


class TemplateViewSet(RowViewSet):
    model = TaskTemplate
    name = "crm_task_templates"
    url_prefix = "reglages/taches"
    index_view_class = TemplateIndexView
    menu_label = "Modèles de tâches"
    icon = "tasks"
    add_to_settings_menu = True
    inspect_view_enabled = False
    list_display = [
        "label",
        Column("trigger", label="Quand", accessor="get_trigger_display", sort_key="trigger"),
        Column("stage", label="Étape", accessor="get_stage_display"),
        Column("track", label="Parcours", accessor=tracks_of),
        Column("step_count", label="Tâches", accessor="step_count"),
        BooleanColumn("active", label="En service", sort_key="active"),
    ]
    list_filter = ["trigger", "active"]
    search_fields = ["label"]
