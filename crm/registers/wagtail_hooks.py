from pathlib import Path

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from .admin import EntryRegister
from .menus import communication_item, protection_item
from .register import registers_menu_item

modeladmin_register(EntryRegister)


@hooks.register("register_admin_menu_item")
def register_registers_menu() -> MenuItem:
    return registers_menu_item()


@hooks.register("register_admin_menu_item")
def register_communication_menu() -> MenuItem:
    return communication_item()


@hooks.register("register_admin_menu_item")
def register_protection_menu() -> MenuItem:
    return protection_item()


@hooks.register("register_rights")
def register_rights() -> Path:
    """The plugin's groups and what each may do come with it."""
    return Path(__file__).parent / "rights.toml"
