from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.utils import timezone
from import_export import fields, resources

from editorial.cells import defuse

# Rows read from the database at a time: what an export holds in memory, whatever its length.
AT_ONCE = 1000


class SafeResource(resources.ModelResource):
    """The columns of an export, declared one by one, with no cell that a spreadsheet would run.

    related   relations that a row follows to one object
    fetched   relations that a row follows to several
    `dehydrate_<column>(row)` gives a column that no path of attributes leads to.
    """

    related: tuple[str, ...] = ()
    fetched: tuple[str | Prefetch[Any], ...] = ()

    def export_field(self, field: fields.Field, instance: Model, **kwargs: Any) -> Any:
        return defuse(super().export_field(field, instance, **kwargs))

    def headings(self) -> list[str]:
        return [str(field.column_name) for field in self.get_export_fields()]

    def rows(self, queryset: QuerySet[Any]) -> Iterator[list[Any]]:
        """Give each row as typed cells: text, numbers and dates, which each format writes its own way."""
        readers = [self._reader(field) for field in self.get_export_fields()]
        found = queryset.select_related(*self.related) if self.related else queryset
        found = found.prefetch_related(*self.fetched)
        for instance in found.iterator(chunk_size=AT_ONCE):
            yield [typed(reader(instance)) for reader in readers]

    def _reader(self, field: fields.Field) -> Callable[[Any], Any]:
        name = next(name for name, one in self.fields.items() if one is field)
        return getattr(self, f"dehydrate_{name}", field.get_value)


def typed(value: Any) -> Any:
    """Bring a value to what a cell may hold: "", a safe text, a number, a date, a moment of local time."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if isinstance(value, (int, float, Decimal, date)):
        return value
    if isinstance(value, (list, tuple)):
        return defuse(", ".join(map(str, value)))
    return defuse(str(value))


def column(attribute: str, title: str) -> fields.Field:
    """One column: a path of attributes, each one called when it can be ("get_stage_display")."""
    return fields.Field(attribute=attribute, column_name=title, readonly=True)


def computed(title: str) -> fields.Field:
    """A column that the resource gives itself, by its `dehydrate_<name>`."""
    return fields.Field(column_name=title, readonly=True)
