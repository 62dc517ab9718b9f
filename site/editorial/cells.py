"""Cells of a spreadsheet that nobody can mistake for a formula."""

import re
from typing import Any

# Excel and LibreOffice run what starts so; the last four are full-width twins.
_RUNS = re.compile(r"^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]")


def defuse(value: Any) -> Any:
    """Prefix a text that a spreadsheet would run with an apostrophe. Other types pass unchanged."""
    if isinstance(value, str) and _RUNS.match(value):
        return f"'{value}"
    return value


def undefuse(value: str) -> str:
    """Give back the text that `defuse` was given."""
    return value[1:] if value.startswith("'") and _RUNS.match(value[1:]) else value


def defuse_wagtail() -> None:
    """Hold every export of Wagtail's to the same: reports, lists, histories, modeladmin's. All pass by one method."""
    from wagtail.admin.views.mixins import SpreadsheetExportMixin

    worded = SpreadsheetExportMixin.preprocess_field_value

    def harmless(self: Any, field: str, value: Any, export_format: str) -> Any:
        return defuse(worded(self, field, value, export_format))

    SpreadsheetExportMixin.preprocess_field_value = harmless
