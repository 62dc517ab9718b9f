from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField

from editorial.blocks import BodyBlock


class BodyField(StreamField):
    """A body of blocks. Migrations do not record the blocks: a new label is no change of schema."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(BodyBlock(), **{"blank": True, "verbose_name": "contenu"} | options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, "editorial.fields.BodyField", [], options
