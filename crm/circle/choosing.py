"""What is chosen for a partner to see, item by item, before and after it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from crm.journal.refusal import Refused
from crm.needs.models import Need

from .models import Helper, ItemKind, SharedItem


@dataclass(frozen=True)
class Chosen:
    """One thing to show; `need` for a need, `text` for words written for the partner."""

    kind: ItemKind
    need: Need | None = None
    text: str = ""

    @classmethod
    def of(cls, item: SharedItem) -> Chosen:
        return cls(ItemKind(item.kind), item.need, item.text)

    def item(self, helper: Helper) -> SharedItem:
        return SharedItem(helper=helper, kind=self.kind, need=self.need, text=self.text)

    def __str__(self) -> str:
        """As the person reads it: « un besoin du foyer : école, une place en CE1 »."""
        colon = "\N{NO-BREAK SPACE}: "
        if self.need is not None:
            return f"{self.kind.label}{colon}{self.need.get_kind_display()}, {self.need.text}"
        return f"{self.kind.label}{colon}{self.text}" if self.text else str(self.kind.label)


def in_words(chosen: Iterable[Chosen]) -> list[str]:
    """What a partner sees, line by line; the first name, that everybody sees, when the name is not told."""
    chosen = list(chosen)
    lines = [str(one) for one in chosen]
    named = any(one.kind == ItemKind.FULL_NAME for one in chosen)
    return lines if named else ["le prénom", *lines]


def check_chosen(helper: Helper, chosen: list[Chosen]) -> None:
    """Refuse what is empty, told twice, or of another household."""
    if not chosen:
        raise Refused(
            "Choisissez au moins une chose à montrer\u00a0: le prénom seul n’aide personne."
        )
    theirs = set(
        Need.objects.of_the_household_of(helper.journey.person).values_list("pk", flat=True)
    )
    if any(one.need is not None and one.need.pk not in theirs for one in chosen):
        raise Refused("Ce besoin n’est pas de ce foyer.")
    if len({(one.kind, one.need) for one in chosen}) < len(chosen):
        raise Refused("Une chose est choisie deux fois.")
    if any(one.kind == ItemKind.WORDS and not one.text for one in chosen):
        raise Refused("Écrivez les mots que le partenaire lira.")


def write_chosen(helper: Helper, chosen: list[Chosen], now: datetime) -> list[Chosen]:
    """Bring the items of a partner to what is chosen. Return what was added, which waits for consent."""
    before = {Chosen.of(item): item for item in helper.items.select_related("need")}
    for one, item in before.items():
        if one not in chosen:
            item.delete()
    added = [one for one in chosen if one not in before]
    for one in added:
        item = one.item(helper)
        item.added_at = now
        item.save(force_insert=True)
    return added
