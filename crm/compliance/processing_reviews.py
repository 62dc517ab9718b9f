"""The register as it stands: what was shipped, and what the officer wrote over it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from editorial.typography import french

from .models import ProcessingReview
from .processing import SECTIONS, Activity, activities

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Not those that hold two words together.
SPACES = re.compile(r"[ \t]+")
UNCHANGED = "Relue, rien à changer."


@dataclass(frozen=True)
class Standing:
    """An activity as the register says it today. `review` is the last one, None while nobody read it over."""

    activity: Activity
    review: ProcessingReview | None
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> int:
        return self.review.version if self.review else 0

    def text(self, section: str) -> str:
        amended = self.texts.get(section)
        return "\n".join(self.activity.sections[section]) if amended is None else amended

    @property
    def sections(self) -> list[tuple[str, str, list[str]]]:
        """(section, its French name, its lines)."""
        return [
            (name, label, [line for line in self.text(name).splitlines() if line.strip()])
            for name, label in SECTIONS.items()
        ]

    def lines(self, section: str) -> list[str]:
        return [line for line in self.text(section).splitlines() if line.strip()]


def standing() -> list[Standing]:
    """The whole register. One query."""
    last: dict[str, ProcessingReview] = {}
    for row in ProcessingReview.objects.select_related("by").order_by("version"):
        last[row.activity] = row
    return [_stands(activity, last.get(code)) for code, activity in activities().items()]


def standing_of(code: str) -> Standing | None:
    activity = activities().get(code)
    if activity is None:
        return None
    rows = ProcessingReview.objects.filter(activity=code).select_related("by")
    return _stands(activity, rows.order_by("-version").first())


def _stands(activity: Activity, review: ProcessingReview | None) -> Standing:
    known = {
        name: text for name, text in (review.texts if review else {}).items() if name in SECTIONS
    }
    return Standing(activity, review, known)


@transaction.atomic
def review(
    code: str,
    texts: Mapping[str, str],
    *,
    read: int,
    remark: str = "",
    by: User,
    at: datetime | None = None,
) -> ProcessingReview:
    """Write that an activity was read over, its sections being as `texts` says.

    `read` is the version that was on the screen. Raises Refused when another came meanwhile.
    """
    now = at or timezone.now()
    before = standing_of(code)
    if before is None or texts.keys() - SECTIONS.keys():
        raise Refused("Cette activité n’est pas au registre.")
    if before.version != read:
        raise Refused("Cette activité vient d’être relue par quelqu’un d’autre : relisez-la.")
    told = {name: before.text(name) for name in SECTIONS} | {
        name: plain(text) for name, text in texts.items()
    }
    changed = [name for name in SECTIONS if told[name] != before.text(name)]
    if changed and not remark.strip():
        raise Refused("Dites en quelques mots ce qui a changé.")
    shipped = Standing(before.activity, None)
    try:
        with transaction.atomic():
            row = ProcessingReview.objects.create(
                activity=code,
                version=read + 1,
                texts={name: text for name, text in told.items() if text != shipped.text(name)},
                remark=remark.strip() or UNCHANGED,
                at=now,
                by=by,
            )
    except IntegrityError as error:
        raise Refused(
            "Cette activité vient d’être relue par quelqu’un d’autre : relisez-la."
        ) from error
    record(Action.CREATED, row, by=by, fields=changed, at=now)
    return row


def plain(text: str) -> str:
    """A line an idea, none of them empty, spaced as what was shipped is."""
    lines = (french(SPACES.sub(" ", line).strip(" ")) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
