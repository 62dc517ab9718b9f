"""What stands in the way of a move, by relation. Each room says its own, when apps are ready.

Every row that points to the file that ends goes to the one that stays, by itself. Only a relation
whose model holds something unique for a person, or for a household, needs a rule; a test names
those that nobody has settled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from django.db import models

from crm.people.models import Household, Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEPT, ENDED, BOTH = "kept", "ended", "both"


@dataclass(frozen=True)
class Choices:
    """What a human chose.

    taken      names of what the file that stays takes from the one that ends (see `choices`)
    household  when both live in a different one: whose stays, KEPT or ENDED, or BOTH made one; "" unasked
    """

    taken: frozenset[str] = frozenset()
    household: str = ""


@dataclass
class Merge:
    """A merging under way: `ended` is made one with `kept`. Both rows are locked.

    told     French sentences on what was settled along the way
    emptied  households in which nobody lives any more because of it
    joining  the household that stays and the one that joins it, while both become one
    """

    kept: Person
    ended: Person
    choices: Choices
    by: User | None
    at: datetime
    told: list[str] = field(default_factory=list)
    emptied: list[Household] = field(default_factory=list)
    joining: tuple[Household, Household] | None = None


# Called before the rows move. Leaves nothing that the database would refuse, or raises Refused with
# a sentence that says what to settle first.
Settle = Callable[[Merge], None]


@dataclass(frozen=True)
class Rule:
    settle: Settle | None
    moves: bool
    rank: int


_rules: dict[tuple[str, str], Rule] = {}
RULES = MappingProxyType(_rules)
_checks: dict[str, Settle] = {}


def settle_first(
    model: type[models.Model], field_name: str, settle: Settle, *, rank: int = 100
) -> None:
    """Called from AppConfig.ready: what to do before the rows of a relation move, lowest rank first.

    `Merge` tells of two people, for a relation to Household too.
    """
    _add(model, field_name, Rule(settle, moves=True, rank=rank))


def leave_in_place(
    model: type[models.Model], field_name: str, settle: Settle | None = None
) -> None:
    """Called from AppConfig.ready: the rows of a relation do not move, or `settle` sees to them."""
    _add(model, field_name, Rule(settle, moves=False, rank=100))


def settled_elsewhere(model: type[models.Model], field_name: str) -> None:
    """Called from AppConfig.ready: the rule of another relation leaves nothing unique in the way."""
    _add(model, field_name, Rule(None, moves=True, rank=100))


def check_at_the_end(name: str, check: Settle) -> None:
    """Called from AppConfig.ready: what must be true once everything has moved; raises Refused."""
    if _checks.get(name, check) is not check:
        raise RuntimeError(f"Two rooms check « {name} » at the end of a merging.")
    _checks[name] = check


def _add(model: type[models.Model], field_name: str, rule: Rule) -> None:
    key = (model._meta.label_lower, field_name)
    if _rules.get(key, rule) != rule:
        raise RuntimeError(f"Two rooms settle the merging of {key}.")
    _rules[key] = rule


def checks() -> Iterable[Settle]:
    return _checks.values()


def relations(target: type[models.Model]) -> Iterator[models.ForeignKey]:
    """Every foreign key that points to a model, those of many-to-many tables among them."""
    for relation in target._meta.get_fields(include_hidden=True):
        if (relation.one_to_many or relation.one_to_one) and not relation.concrete:
            yield cast("models.ForeignKey", relation.field)  # type: ignore[union-attr]


def key_of(link: models.ForeignKey) -> tuple[str, str]:
    return link.model._meta.label_lower, link.name


def is_unique(link: models.ForeignKey) -> bool:
    """Tell whether the database may refuse that two rows come to point to one target."""
    meta = link.model._meta
    kept_once = [one for one in meta.constraints if isinstance(one, models.UniqueConstraint)]
    groups = [*(one.fields for one in kept_once), *meta.unique_together]
    return (
        link.unique
        or any(one.expressions for one in kept_once)
        or any(link.name in names for names in groups)
    )
