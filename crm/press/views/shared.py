"""What the screens of the press share: the way back, the page that a form comes back on."""

from __future__ import annotations

from django.urls import reverse

VIEW = "crm_press.view_presscontact"


def trail_of(label: str, *before: tuple[str, str]) -> list[dict[str, str]]:
    """The breadcrumb: the press, pages above by (label, address), this one."""
    return [
        {"url": reverse("crm_press"), "label": "Relations presse"},
        *({"url": url, "label": name} for name, url in before),
        {"url": "", "label": label},
    ]
