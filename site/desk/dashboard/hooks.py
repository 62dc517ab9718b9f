from __future__ import annotations

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from desk.dashboard.panel import count_nothing, put_work_first
from desk.menu import CreateMenuItem

hooks.register("construct_homepage_panels", put_work_first)
hooks.register("construct_homepage_summary_items", count_nothing, order=1000)


@hooks.register("register_admin_menu_item")
def create_menu() -> MenuItem:
    return CreateMenuItem()
