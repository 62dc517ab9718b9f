"""What a session lacks before it runs: a fund counts nobody whose entry is not complete and signed."""

from __future__ import annotations

from collections.abc import Collection

from crm.journal.refusal import Refused
from crm.registers.words import counted
from training.models import Session

from .models import Participation, ParticipationState
from .operations import operation_of


def incomplete_entries(session: Session, people: Collection[int]) -> int:
    """How many of some people, given by id, have no complete entry in the operation of a session."""
    operation = operation_of(session)
    if operation is None or operation.historical or session.starts_on == session.ends_on:
        return 0
    complete = Participation.objects.filter(operation=operation, person__in=people).exclude(
        state=ParticipationState.ENTRY_INCOMPLETE
    )
    return len(set(people)) - complete.count()


def check_entries(session: Session, people: Collection[int], reason: str) -> None:
    """Raise Refused while entries lack and nobody says why the session runs all the same."""
    lacking = incomplete_entries(session, people)
    if lacking and not reason.strip():
        verb = "manque" if lacking == 1 else "manquent"
        raise Refused(
            f"{counted(lacking, 'questionnaire', 'questionnaires').capitalize()} d’entrée {verb} pour le "
            "fonds européen : faites-les signer, ou indiquez un motif."
        )
