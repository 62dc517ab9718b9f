from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField

from editorial.blocks import BodyBlock


class BlocksField(StreamField):
    """A stream of blocks. Migrations do not record the blocks: a new label is no change of schema."""

    def __init__(self, block_types: Any = None, **options: Any) -> None:
        super().__init__(block_types or [], **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, path, [], options


class BodyField(BlocksField):
    """The body of a page."""

    def __init__(self, block_types: Any = None, **options: Any) -> None:
        super().__init__(BodyBlock(), **{"blank": True, "verbose_name": "contenu"} | options)
