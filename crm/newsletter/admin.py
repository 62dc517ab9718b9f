from typing import Any

from django.db.models import Q, QuerySet
from wagtail_modeladmin.helpers.search import BaseSearchHandler

from crm.consents.suppression import digest
from crm.people.contacts import normalise_email
from crm.registers.register import Register

from .models import Subscriber
from .resources import SubscriberResource


class WholeAddressSearch(BaseSearchHandler):
    """A whole address, or nothing: one that has left is recognised by its trace."""

    show_search_form = True

    def search_queryset(
        self, queryset: QuerySet[Any], search_term: str, **kwargs: Any
    ) -> QuerySet[Any]:
        typed = normalise_email(search_term)
        return queryset.filter(Q(email=typed) | Q(trace=digest(typed))) if typed else queryset


class SubscriberRegister(Register):
    """Who agreed to the newsletter, to which text, when and where; and when they left."""

    model = Subscriber
    menu_label = "Abonnés de la lettre"
    menu_icon = "mail"
    menu_order = 114
    base_url_path = "registres/abonnes"
    list_display = ["email", "state", "asked_at", "confirmed_at", "left_at"]
    list_filter = ["state", "channel"]
    list_select_related = ["wording"]
    search_handler_class = WholeAddressSearch
    inspect_view_fields = [
        "email", "state", "wording", "asked_at", "confirmed_at", "channel", "origin", "form_key",
        "left_at", "left_by",
    ]  # fmt: skip
    resource_class = SubscriberResource
