import re
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from crm.journal.models import Entry
from crm.registers.list_views import RegisterHistoryView
from crm.registers.register import Register

from .models import Household, HouseholdMember, Person
from .resources import HouseholdResource, PersonResource

PLAIN_KEY = re.compile(r"\d{1,18}", re.ASCII)


class PersonHistoryView(RegisterHistoryView):
    """What was done to a file, and to those that were merged into it."""

    def entries(self) -> QuerySet[Entry]:
        merged = self.instance.merged_from.values_list("pk", flat=True)
        keys = [str(pk) for pk in (self.instance.pk, *merged)]
        return Entry.objects.filter(object_type=Person._meta.label_lower, object_id__in=keys)


class PersonRegister(Register):
    model = Person
    menu_label = "Personnes"
    menu_icon = "user"
    menu_order = 10
    base_url_path = "registres/personnes"
    list_display = ["file_link", "commune", "professional_status", "created_at", "last_inbound_at"]
    list_filter = ["professional_status", "country"]
    sorted_by = ["file_link", "created_at", "last_inbound_at"]
    list_select_related = ["commune"]
    searches_people = True
    inspect_view_fields = [
        "file_number", "civility", "birth_year", "commune", "country", "professional_status",
        "preferred_channel", "created_at", "last_inbound_at", "anonymised_at",
    ]  # fmt: skip
    resource_class = PersonResource
    person_path = "pk"
    history_view_class = PersonHistoryView

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        """Merged files are seen through the one that they were merged into."""
        return super().get_queryset(request).filter(merged_into__isnull=True)

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """The address of a file that was merged leads to the one that stayed."""
        return self._kept(request, instance_pk, "inspect") or super().inspect_view(
            request, instance_pk
        )

    def history_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return self._kept(request, instance_pk, "history") or super().history_view(
            request, instance_pk
        )

    def _kept(self, request: HttpRequest, pk: str, action: str) -> HttpResponse | None:
        if not self.permission_helper.user_can_list(request.user) or not PLAIN_KEY.fullmatch(pk):
            return None
        rows = Person.objects.filter(pk=pk, merged_into__isnull=False)
        kept = rows.values_list("merged_into", flat=True).first()
        return redirect(self.url_helper.get_action_url(action, kept)) if kept else None

    def file_link(self, person: Person) -> str:
        label = f"{person} – n° {person.file_number}"
        try:
            return format_html(
                '<a href="{}">{}</a>', reverse("crm_person", args=[person.pk]), label
            )
        except NoReverseMatch:
            return label

    file_link.short_description = "personne"  # type: ignore[attr-defined]
    file_link.admin_order_field = "last_name"  # type: ignore[attr-defined]


class HouseholdRegister(Register):
    model = Household
    menu_label = "Foyers"
    menu_icon = "home"
    menu_order = 20
    base_url_path = "registres/foyers"
    list_display = ["label", "people", "created_at"]
    search_fields = ["label"]
    inspect_view_fields = ["label", "created_at", "rooms_wanted", "rent_max", "wanted_from"]
    resource_class = HouseholdResource

    def get_queryset(self, request: HttpRequest) -> QuerySet[Household]:
        current = HouseholdMember.objects.filter(household=OuterRef("pk"), ends_on__isnull=True)
        size = current.order_by().values("household").annotate(n=Count("pk")).values("n")
        return super().get_queryset(request).annotate(people=Coalesce(Subquery(size), 0))

    def exportable(self, rows: QuerySet[Household]) -> QuerySet[Household]:
        """A household in which one adult asked that their file only be kept stays here."""
        kept = HouseholdMember.objects.filter(person__restricted_at__isnull=False).order_by()
        return super().exportable(rows).exclude(pk__in=kept.values("household"))

    def people(self, household: Any) -> int:
        return int(household.people)

    people.short_description = "personnes"  # type: ignore[attr-defined]
