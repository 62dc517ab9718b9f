"""Files to import, and the shortest way from a file to rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from openpyxl import Workbook

from crm.imports import jobs
from crm.imports.models import ImportBatch
from crm.imports.services import confirm, map_columns, upload

Line = Mapping[str, Any]


def as_csv(lines: Sequence[Line], *, encoding: str = "utf-8-sig", delimiter: str = ";") -> bytes:
    headings = list(dict.fromkeys(name for line in lines for name in line))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(headings)
    writer.writerows([line.get(name, "") for name in headings] for line in lines)
    return text.getvalue().encode(encoding)


def as_workbook(lines: Sequence[Line]) -> bytes:
    book = Workbook()
    headings = list(dict.fromkeys(name for line in lines for name in line))
    book.active.append(headings)
    for line in lines:
        book.active.append([line.get(name) for name in headings])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def given(content: bytes | Sequence[Line], by: User, name: str = "registre.csv") -> ImportBatch:
    """A file given, with the columns that were recognised."""
    return upload(name, content if isinstance(content, bytes) else as_csv(content), by=by)


def checked(content: bytes | Sequence[Line], by: User, **options: Any) -> ImportBatch:
    """A file read against the CRM."""
    batch = given(content, by, **options)
    map_columns(batch, jobs.mapping_of(batch), by=by)
    jobs.check(batch.pk)
    batch.refresh_from_db()
    return batch


def imported(content: bytes | Sequence[Line], by: User, **options: Any) -> ImportBatch:
    """A file confirmed and written."""
    batch = checked(content, by, **options)
    confirm(batch, batch.token, by=by)
    jobs.write(batch.pk)
    batch.refresh_from_db()
    return batch
