"""The one block whose content nobody writes: it names a source, and the source answers each time."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import mark_safe
from wagtail import blocks

from editorial.live.sources import live_choices, live_sources


class LiveBlock(blocks.StructBlock):
    source = blocks.ChoiceBlock(label="ce qui est montré", choices=live_choices)
    title = blocks.CharBlock(label="titre", max_length=120, required=False)
    count = blocks.IntegerBlock(
        label="combien, au plus", default=3, min_value=1, max_value=12, required=False
    )

    class Meta:
        label = "Toujours à jour"
        icon = "rotate"
        template = "editorial/blocks/live.html"
        description = "Actualités, sessions, bureaux, prochaines dates : le site les tient à jour."
        preview_value = {"source": "contact", "title": "Nous trouver", "count": 3}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        source, request = live_sources().get(value.get("source")), context.get("request")
        html = ""
        if source and request:
            html = source.render(request, context.get("page"), value.get("count") or 3)
        # A source renders a template, which has escaped what it had to.
        content = mark_safe(html.strip())  # noqa: S308  # nosec B308
        return context | {"source": source, "content": content}
