from __future__ import annotations

from typing import Any

from django.db.models import Model
from import_export import fields, resources

from editorial.cells import defuse


class SafeResource(resources.ModelResource):
    """The columns of an export, declared one by one, with no cell that a spreadsheet would run."""

    def export_field(self, field: fields.Field, instance: Model, **kwargs: Any) -> Any:
        return defuse(super().export_field(field, instance, **kwargs))


def column(attribute: str, title: str) -> fields.Field:
    """One column: a path of attributes, each one called when it can be ("get_stage_display")."""
    return fields.Field(attribute=attribute, column_name=title, readonly=True)
