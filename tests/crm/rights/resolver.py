"""Every named address that the resolver serves, completed so that it can be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Page

# What completes an address, by the name of its part, where any row or word will do.
WORDS: dict[str, Any] = {
    "app_label": "news", "model_name": "coverage", "action": "delete", "action_name": "approve",
    "content_type_app_name": "editorial", "content_type_model_name": "standardpage",
    "app_name": "taggit", "instance_pk": "1", "object_id": "1", "starts_at": datetime(2030, 1, 7, 9, tzinfo=UTC),
    "place": "maison", "day": "2010-06-30", "slug": "x", "kind": "csv", "season": "ete", "seed": "murat",
    "filename": "x.pdf", "uidb64": "MQ", "token": "faux", "code": "faux",
}  # fmt: skip
PAGES = {"page_id", "parent_page_id", "page_to_move_id", "page_pk"}


@dataclass(frozen=True)
class Address:
    """name as reverse() takes it; path, completed; model, what its number counts, where the view says it."""

    name: str
    path: str
    pattern: URLPattern

    @property
    def in_the_admin(self) -> bool:
        return self.path.startswith("/admin/")

    @property
    def of_the_plugin(self) -> bool:
        module = str(getattr(self.pattern.callback, "__module__", ""))
        return module.startswith("crm.") or self.name.startswith("registres_")


def every_address(page: int = 1) -> list[Address]:
    found = dict(_walk(get_resolver(), ()))
    return [Address(name, _path(name, one, page), one) for name, one in found.items()]


def _walk(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[tuple[str, URLPattern]]:
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            inside = (*spaces, found.namespace) if found.namespace else spaces
            yield from _walk(found, inside)
        elif found.name:
            yield ":".join((*spaces, str(found.name))), found


def _path(name: str, found: URLPattern, page: int) -> str:
    """Try what is likely, then plain numbers for the parts that a regular expression leaves unnamed."""
    parts = re.findall(r"<(?:(\w+):)?(\w+)>", str(found.pattern))
    parts += [("", part) for part in re.findall(r"\?P<(\w+)>", str(found.pattern))]
    kwargs = {part: _value(kind, part, found, page) for kind, part in dict.fromkeys(parts)}
    for args in ([], [page], [page, "earliest", "latest"], ["x/"], ["x.csv"]):
        try:
            return reverse(name, args=args) if args else reverse(name, kwargs=kwargs)
        except NoReverseMatch:
            continue
    raise LookupError(f"{name} : {found.pattern}")


def _value(kind: str, part: str, found: URLPattern, page: int) -> Any:
    if part in PAGES:
        return page
    if part == "pk":
        model = getattr(found.callback, "view_initkwargs", {}).get("model")
        if not isinstance(model, type) or issubclass(model, Page):
            return page if model else 1
        first = model._default_manager.order_by("pk").first()
        return first.pk if first else 1
    if kind == "uuid":
        return UUID(int=0)
    return 1 if kind == "int" else WORDS.get(part, "x")
