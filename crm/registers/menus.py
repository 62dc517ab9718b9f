"""Menu items that show themselves to who holds a right, and the groups of the admin's menu.

Rooms add to them with the hooks `register_communication_menu_item` and `register_protection_menu_item`.
"""

from __future__ import annotations

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem


class GuardedItem(MenuItem):
    """A menu item shown to those who hold a permission, named as "app_label.codename"."""

    def __init__(self, label: str, url: str, permission: str, **options: object) -> None:
        self.permission = permission
        super().__init__(label, url, **options)

    def is_shown(self, request: HttpRequest) -> bool:
        return cast("User", request.user).has_perm(self.permission)


communication_menu = Menu(register_hook_name="register_communication_menu_item")


def communication_item() -> SubmenuMenuItem:
    return SubmenuMenuItem(
        "Communication", communication_menu, name="communication", icon_name="mail", order=130
    )


protection_menu = Menu(register_hook_name="register_protection_menu_item")


def protection_item() -> SubmenuMenuItem:
    return SubmenuMenuItem(
        "Protection des données", protection_menu, name="protection", icon_name="lock", order=135
    )
