from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from editorial.scheduling import Job

from . import own, panel, screen  # noqa: F401
from .looking import keep_alerts


class WatchItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(panel.RIGHT)


@hooks.register("register_admin_urls")
def register_jobs_urls() -> list[URLPattern]:
    base = "taches-planifiees/"
    return [
        path(base, screen.scheduled_jobs, name="scheduled_jobs"),
        path(f"{base}<str:name>/", screen.one_job, name="scheduled_job"),
        path(f"{base}<str:name>/lancer/", screen.ask, name="scheduled_job_ask"),
    ]


@hooks.register("register_settings_menu_item")
def register_jobs_item() -> MenuItem:
    return WatchItem("Tâches planifiées", reverse("scheduled_jobs"), icon_name="history", order=950)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action(screen.ASKED, "Lancer une tâche", "Tâche planifiée lancée à la main")


@hooks.register("register_scheduled_job")
def look_each_minute() -> Job:
    return Job(
        "site-watch",
        timedelta(minutes=1),
        lambda at: len(keep_alerts(at)),
        label="Surveillance",
        says="Regarde si tout tourne, et garde pour les administrateurs ce qui ne va pas.",
    )
