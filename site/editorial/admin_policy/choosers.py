"""A chooser of Wagtail's, its first script told in attributes rather than written in the page."""

from __future__ import annotations

import json
import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# « new PageChooser("id_page", {…}); » or « createTaskChooser("id_task"); »
CALL = re.compile(r"(?:new )?(\w+)\((.*)\);", re.DOTALL)


def render(
    self: Any,
    name: str,
    value: Any,
    attrs: dict[str, Any] | None = None,
    renderer: Any = None,
) -> SafeString:
    """What `BaseChooser.render` draws, its call left to starts.js."""
    if not attrs or "id" not in attrs:
        raise TypeError("BaseChooser cannot be rendered without an 'id' attribute")
    data = self.get_value_data(value)
    html = self.render_html(name, data, attrs)
    called, given = read(self.render_js_init(attrs["id"], name, data))
    start = format_html(
        '<span hidden data-starts="{}" data-with="{}"></span>', called, json.dumps(given)
    )
    return mark_safe(html + start)  # noqa: S308  # nosec B308 – both are made safe above


def read(script: str) -> tuple[str, list[Any]]:
    """The name that a script of one call calls, and what it gives it."""
    found = CALL.fullmatch(script.strip())
    if found is None:
        raise ValueError(f"starts.js cannot make this call: {script}")
    return found[1], json.loads(f"[{found[2]}]")
