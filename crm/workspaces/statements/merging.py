"""Two files with a statement of the same month: both were issued, a human cancels one."""

from __future__ import annotations

from crm.journal.refusal import Refused
from crm.people.merging.rules import Merge

from ..models import MonthStatement
from . import months


def statements(merge: Merge) -> None:
    current = MonthStatement.objects.current()
    kept = current.filter(person=merge.kept).values("month")
    row = current.filter(person=merge.ended, month__in=kept).order_by("month").first()
    if row is not None:
        raise Refused(
            f"Les deux dossiers ont un relevé du télécentre pour {months.written(row.month)}\u00a0: "
            "annulez l’un des deux, puis réunissez les dossiers."
        )
