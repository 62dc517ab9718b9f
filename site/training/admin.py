from __future__ import annotations

import django_filters
from django.db.models import Count, QuerySet, Sum
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSetGroup

from editorial.row_admin import RowViewSet
from training.models import Course, Session, SessionState
from training.models.sessions import SessionQuerySet


class CourseIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Course]:
        rows = super().get_base_queryset()
        return rows.annotate(module_count=Count("modules"), hour_count=Sum("modules__hours"))


class CourseViewSet(RowViewSet):
    model = Course
    name = "courses"
    url_prefix = "formations/catalogue"
    index_view_class = CourseIndexView
    menu_label = "Catalogue"
    icon = "openquote"
    list_display = [
        "title",
        "code",
        Column("module_count", label="Modules", accessor="module_count"),
        Column("hour_count", label="Heures", accessor="hour_count"),
    ]
    search_fields = ["title", "code"]


class SessionFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label="État", choices=SessionState, method="in_state", empty_label="Tous"
    )

    class Meta:
        model = Session
        fields = ("course",)

    def in_state(self, rows: SessionQuerySet, _name: str, state: str) -> SessionQuerySet:
        return rows.in_state(SessionState(state), timezone.localdate())


class SessionIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Session]:
        return super().get_base_queryset().select_related("course")


class SessionViewSet(RowViewSet):
    model = Session
    name = "sessions"
    url_prefix = "formations/sessions"
    index_view_class = SessionIndexView
    menu_label = "Sessions"
    icon = "date"
    list_display = [
        "label",
        Column("course", label="Formation", accessor="course.title", sort_key="course__title"),
        Column("starts_on", label="Du", sort_key="starts_on"),
        Column("ends_on", label="Au", sort_key="ends_on"),
        Column("state", label="État", accessor="state.label"),
        Column("seats", label="Places", accessor="seats_range"),
    ]
    filterset_class = SessionFilters
    search_fields = ["label", "course__title"]
    ordering = ["-starts_on"]


class TrainingViewSets(ModelViewSetGroup):
    items = (CourseViewSet, SessionViewSet)
    menu_label = "Formations"
    menu_icon = "openquote"
    menu_order = 210
