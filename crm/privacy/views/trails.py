"""Where the screens of conservation stand: all of them under the first."""

from __future__ import annotations

from django.urls import reverse


def trail(label: str, *between: tuple[str, str]) -> list[dict[str, str]]:
    steps = [(reverse("crm_retention"), "Conservation"), *between, ("", label)]
    return [{"url": url, "label": name} for url, name in steps]
