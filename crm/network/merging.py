"""What two files of one person have in the directory: one card, and no introduction to oneself."""

from __future__ import annotations

from crm.people.merging.rules import Merge

from .models import Card, Introduction


def cards(merge: Merge) -> None:
    """The card of the file that stays stays; the messages of the other go to it."""
    theirs = Card.objects.filter(person=merge.ended).first()
    mine = Card.objects.filter(person=merge.kept).first()
    if mine is not None and theirs is not None:
        theirs.messages.update(card=mine)
        theirs.delete()
        merge.told.append(
            "Chaque dossier avait une fiche dans l’annuaire\u00a0: celle du dossier gardé reste."
        )


def introductions(merge: Merge) -> None:
    """Two files that were introduced to each other were one person."""
    both = [merge.kept.pk, merge.ended.pk]
    Introduction.objects.filter(first__in=both, second__in=both).delete()
