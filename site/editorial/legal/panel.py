"""On the first page of the admin: what the law will ask of the accessibility declaration, and reports to answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from editorial.models import AccessibilityReport, LegalSettings, accessibility_alert


class AccessibilityPanel(Component):
    name = "accessibility"
    template_name = "editorial/admin/accessibility_panel.html"
    order = 60

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user, context = self.request.user, {"alert": "", "waiting": 0}
        if user.has_perm("editorial.change_legalsettings"):
            legal = LegalSettings.for_request(self.request)
            context["alert"] = accessibility_alert(legal, timezone.localdate())
            context["settings_url"] = settings_url(self.request)
        if user.has_perm("editorial.view_accessibilityreport"):
            waiting = AccessibilityReport.objects.filter(answered_at__isnull=True)
            context["waiting"] = waiting.count()
            context["reports_url"] = reverse("accessibility_reports:index")
        return context


def settings_url(request: HttpRequest) -> str:
    site = Site.find_for_request(request)
    names = ["editorial", "legalsettings", *([site.pk] if site else [])]
    return reverse("wagtailsettings:edit", args=names)


@hooks.register("construct_homepage_panels")
def show_accessibility(request: HttpRequest, panels: list[Component]) -> None:
    rights = ("editorial.change_legalsettings", "editorial.view_accessibilityreport")
    if any(request.user.has_perm(right) for right in rights):
        panels.append(AccessibilityPanel(request))
