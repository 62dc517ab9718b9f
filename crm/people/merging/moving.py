"""Everything that points to one row comes to point to another, whatever room it belongs to."""

from __future__ import annotations

from collections import Counter

from django.db import IntegrityError, models, transaction

from crm.journal.refusal import Refused

from .rules import RULES, Merge, Rule, key_of, relations

PLAIN = Rule(None, moves=True, rank=100)


def move_rows(
    merge: Merge, target: type[models.Model], ended: models.Model, kept: models.Model
) -> Counter[str]:
    """Move what points to `ended`, a row of `target`, to `kept`. Return how many rows of each model.

    Raises Refused when a rule wants something settled first.
    """
    links = sorted(relations(target), key=lambda link: RULES.get(key_of(link), PLAIN).rank)
    moved: Counter[str] = Counter()
    for link in links:
        rule = RULES.get(key_of(link), PLAIN)
        if rule.settle is not None:
            rule.settle(merge)
        if rule.moves and (count := _move(link, ended, kept)):
            moved[link.model._meta.label_lower] += count
    return moved


def _move(link: models.ForeignKey, ended: models.Model, kept: models.Model) -> int:
    rows = link.model._base_manager.filter(**{link.name: ended})
    try:
        with transaction.atomic():
            if link.model._meta.auto_created:
                _drop_doubles(link, rows, kept)
            return rows.update(**{link.name: kept})
    except IntegrityError as error:
        names = link.model._meta.verbose_name_plural
        raise Refused(
            f"Les deux dossiers ont chacun ce qui ne peut exister qu’une fois ({names})\N{NO-BREAK SPACE}: "
            "réglez-le d’abord dans l’un des deux."
        ) from error


def _drop_doubles(link: models.ForeignKey, rows: models.QuerySet, kept: models.Model) -> None:
    """A many-to-many table holds a couple once: what is already there goes from the other side."""
    others = [
        field.attname
        for field in link.model._meta.concrete_fields
        if field.is_relation and field is not link
    ]
    for other in others:
        there = link.model._base_manager.filter(**{link.name: kept}).values(other)
        rows.filter(**{f"{other}__in": there}).delete()
