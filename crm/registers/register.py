"""The one base of every modeladmin register: rows are read, searched, filtered, exported, never edited here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, re_path
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdmin

from .finding import LETTERS_AT_MOST, PeopleSearch
from .list_views import (
    RegisterCreateView,
    RegisterHistoryView,
    RegisterIndexView,
    RegisterInspectView,
)
from .resources import SafeResource

MENU_HOOK = "register_crm_register"


class ReadPermissions(PermissionHelper):
    """Listing and inspecting ask for the right to view; changing goes through the doors of the rooms."""

    def user_can_list(self, user: Any) -> bool:
        return self.user_has_specific_permission(user, self.get_perm_codename("view"))

    def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
        return self.inspect_view_enabled and self.user_can_list(user)

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Model) -> bool:
        return False


class AddPermissions(ReadPermissions):
    """For registers of texts and references, to which rows may be added."""

    def user_can_create(self, user: Any) -> bool:
        return self.user_has_specific_permission(user, self.get_perm_codename("add"))


class FragmentSearch(BaseSearchHandler):
    """Every word typed is a fragment of one of the search fields."""

    def search_queryset(
        self, queryset: QuerySet[Any], search_term: str, **kwargs: Any
    ) -> QuerySet[Any]:
        words = search_term[:LETTERS_AT_MOST].split() if self.search_fields else []
        for word in words:
            wanted = (Q(**{f"{name}__icontains": word}) for name in self.search_fields)
            queryset = queryset.filter(reduce(or_, wanted))
        return queryset

    @property
    def show_search_form(self) -> bool:
        return bool(self.search_fields)


class Register(ModelAdmin):
    """Subclasses say which columns, filters and exported fields; nothing else can be reached.

    resource_class    the export's columns, None for a register that is never exported
    person_path       attributes that lead from a row to a person's id, "" when there is none
    sorted_by         columns that sort the list, None for all of them
    searches_people   True when what is typed is looked for in that person, not in search_fields
    """

    resource_class: type[SafeResource] | None = None
    person_path = ""
    sorted_by: list[str] | None = None
    searches_people = False
    can_add = False
    list_per_page = 50
    inspect_view_enabled = True
    history_view_enabled = True
    index_view_class = RegisterIndexView
    inspect_view_class = RegisterInspectView
    history_view_class = RegisterHistoryView
    create_view_class = RegisterCreateView
    search_handler_class = FragmentSearch
    add_to_admin_menu = False

    def get_permission_helper_class(self) -> type[PermissionHelper]:
        return AddPermissions if self.can_add else ReadPermissions

    @property
    def export_name(self) -> str:
        return str(self.opts.model_name)

    @property
    def export_permission(self) -> str:
        return f"{self.opts.app_label}.export_{self.opts.model_name}"

    def get_list_export(self, request: HttpRequest) -> Iterable[str]:
        """Offer the export to those who hold its permission, when there is one."""
        may = self.resource_class is not None and request.user.has_perm(self.export_permission)
        return ("pk",) if may else ()

    def exportable(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out whoever asked that their file only be kept."""
        if not self.person_path:
            return rows
        path = self.person_path.replace(".", "__").removesuffix("pk")
        name = f"{path}__restricted_at" if path else "restricted_at"
        return rows.filter(**{f"{name}__isnull": True})

    def get_search_handler(self, request: HttpRequest, search_fields: Any = None) -> Any:
        if self.searches_people:
            return PeopleSearch([])
        return super().get_search_handler(request, search_fields)

    def get_extra_search_kwargs(self, request: HttpRequest, search_term: str) -> dict[str, Any]:
        return {
            "path": self.person_path.replace(".", "__"),
            "contacts": request.user.has_perm("crm_people.read_file"),
        }

    def person_of(self, row: Model) -> int | None:
        """Return the id of the person that a row speaks of."""
        value: Any = row
        for name in self.person_path.split(".") if self.person_path else []:
            value = getattr(value, name, None)
        return value if self.person_path else None

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """List, row and history. No address changes or deletes a row."""
        views = {
            "index": self.index_view,
            "inspect": self.inspect_view,
        }
        if self.history_view_enabled:
            views["history"] = self.history_view
        if self.can_add:
            views["create"] = self.create_view
        return tuple(
            re_path(
                self.url_helper.get_action_url_pattern(action),
                view,
                name=self.url_helper.get_action_url_name(action),
            )
            for action, view in views.items()
        )

    def register_admin_url_finders(self) -> None:
        """Rows are reached through their person's file: no address is found for them."""

    def register_with_wagtail(self) -> None:
        super().register_with_wagtail()
        hooks.register(MENU_HOOK, lambda: self.get_menu_item())


class RegistersMenuItem(SubmenuMenuItem):
    """Shown when at least one register is."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(self.menu.menu_items_for_request(request))


def registers_menu_item() -> MenuItem:
    menu = Menu(register_hook_name=MENU_HOOK)
    return RegistersMenuItem("Registres", menu, name="registres", icon_name="list-ul", order=400)
