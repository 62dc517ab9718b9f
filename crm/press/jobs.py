"""What time does to the press: releases leave, letters come back, journalists are forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from editorial.scheduling import Job

from . import bounces, dispatching, forgetting


def follow(at: datetime) -> None:
    """Send what may leave, then mark the addresses that no longer answer. Safe to run twice."""
    dispatching.send_due(at)
    bounces.note_bounces(at)


SENDING = Job(
    "press.sending",
    timedelta(0),
    follow,
    label="Communiqués à envoyer",
    says="Envoie les communiqués dont l’heure est venue et note les adresses qui ne répondent plus.",
)
FORGETTING = Job(
    "press.forgetting",
    timedelta(days=1),
    forgetting.forget,
    label="Journalistes oubliés",
    says="Efface la fiche d’un journaliste, à son terme après le dernier échange.",
)
