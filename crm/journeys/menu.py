"""The group « Accueil des familles » of the admin's menu. Rooms above add items with the hook
`register_families_menu_item`."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest
from wagtail.admin.menu import Menu, SubmenuMenuItem
from wagtail.admin.search import SearchArea


class PeopleSearch(SearchArea):
    def is_shown(self, request: HttpRequest) -> bool:
        return cast("User", request.user).has_perm("crm_people.read_file")


families_menu = Menu(register_hook_name="register_families_menu_item")


def families_item() -> SubmenuMenuItem:
    return SubmenuMenuItem(
        "Accueil des familles", families_menu, name="families", icon_name="group", order=120
    )
