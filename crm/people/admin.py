from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from crm.registers.register import Register

from .models import Household, HouseholdMember, Person
from .resources import PersonResource


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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        """Merged files are seen through the one that they were merged into."""
        return super().get_queryset(request).filter(merged_into__isnull=True)

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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Household]:
        current = HouseholdMember.objects.filter(household=OuterRef("pk"), ends_on__isnull=True)
        size = current.order_by().values("household").annotate(n=Count("pk")).values("n")
        return super().get_queryset(request).annotate(people=Coalesce(Subquery(size), 0))

    def people(self, household: Any) -> int:
        return int(household.people)

    people.short_description = "personnes"  # type: ignore[attr-defined]
