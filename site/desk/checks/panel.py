from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from .examine import examine


class FindingsPanel(Panel):
    """What is found on the draft, above what is being written. A script reads it again as it is saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/checks/panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"found": examine(self.instance, None)}
