"""The rows of a person, read model by model: a query for each, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from .reading import fields_of, labels_of, treatment_of, values_of
from .rules import RULES, Section, Told
from .subject import Subject


@dataclass(frozen=True)
class Attached:
    """A file of the person: where it is kept, and how it is called in the dossier."""

    stored: str
    name: str


@dataclass(frozen=True)
class Table:
    """The rows of one model. key: the name of the model. labels: key of a value → what it is called."""

    key: str
    section: Section
    title: str
    labels: dict[str, str]
    rows: list[dict[str, Any]]
    files: list[Attached] = field(default_factory=list)


def gather(subject: Subject) -> list[Table]:
    """Everything that is told, in the order of the sections; tables without a row are left out."""
    tables = [table_of(rule, subject) for rule in RULES if isinstance(rule, Told)]
    order = list(Section)
    told = [table for table in tables if table.rows]
    return sorted(told, key=lambda table: order.index(table.section))


def rows_of(rule: Told, subject: Subject) -> QuerySet[Any]:
    """The rows that a rule reaches, each once."""
    manager = rule.model._base_manager
    keys = manager.filter(reached(rule, subject)).values("pk")
    rows = manager.filter(pk__in=keys)
    if rule.only is not None:
        rows = rows.filter(rule.only)
    near = [one.name for one in fields_of(rule) if one.is_relation] + [*rule.near]
    rows = rows.select_related(*dict.fromkeys(near)) if near else rows
    return rows.prefetch_related(*rule.many).order_by("pk")


def reached(rule: Told, subject: Subject) -> Q:
    treatment = treatment_of(rule.model)
    paths = rule.paths or (treatment.paths if treatment else ())
    ways = [Q(**{f"{path}__in": subject.ids}) for path in paths]
    beside = rule.also(subject) if rule.also else None
    if isinstance(beside, Q):
        ways.append(beside)
    return reduce(or_, ways)


def table_of(rule: Told, subject: Subject) -> Table:
    rows, files = [], []
    for row in rows_of(rule, subject).iterator(chunk_size=500):
        values = values_of(rule, row, subject)
        if values is None:
            continue
        rows.append(values)
        if rule.file and getattr(row, rule.file):
            files.append(Attached(getattr(row, rule.file).name, called(row)))
    meta = rule.model._meta
    title = rule.title or str(meta.verbose_name_plural).capitalize()
    return Table(str(meta.model_name), rule.section, title, labels_of(rule), rows, files)


def called(row: Any) -> str:
    """How a file is called outside: the name that it came with, or what it is."""
    name = getattr(row, "name", "")
    return name or f"{row._meta.verbose_name} {row}.pdf"


def count(tables: Iterable[Table]) -> int:
    return sum(len(table.rows) for table in tables)
