"""Accessibility reports: received from the public, answered from the admin, forgotten after a year."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from editorial.models import AccessibilityReport

KEPT_FOR = timedelta(days=365)

logger = logging.getLogger(__name__)

WARNING = """Un contenu ou un service du site a résisté à quelqu’un.

Page : {address}
Ce qui résiste : {trouble}
Aide technique : {equipment}
Réponse attendue : {wish}

Répondre et garder trace : administration du site, « Signalements »."""
ANSWER = """Bonjour,

Vous nous avez signalé une difficulté sur notre site ({address}). Voici notre réponse :

{answer}

Si elle ne vous convient pas, vous pouvez saisir le Défenseur des droits : https://formulaire.defenseurdesdroits.fr/"""


def receive(key: UUID, contact: str, **told: str) -> AccessibilityReport:
    """Keep a report and warn whoever answers for accessibility. The same form sent twice is kept once."""
    with transaction.atomic():
        report, is_new = AccessibilityReport.objects.get_or_create(key=key, defaults=told)
    if is_new and contact:
        wish = "oui, une adresse est donnée" if report.email else "non, aucune adresse donnée"
        text = WARNING.format(
            address=report.address,
            trouble=report.trouble,
            equipment=report.equipment or "non précisée",
            wish=wish,
        )
        post("Signalement d’accessibilité", text, contact)
    return report


def answered(report: AccessibilityReport, by: AbstractBaseUser, at: datetime | None = None) -> None:
    """Note who answered and when, and send the answer to whoever left an address."""
    report.answered_at, report.answered_by = at or timezone.now(), by  # type: ignore[assignment]
    report.save(update_fields=["answer", "answered_at", "answered_by"])
    if report.email:
        text = ANSWER.format(address=report.address, answer=report.answer)
        post("Votre signalement d’accessibilité", text, report.email)


def post(subject: str, text: str, to: str) -> None:
    """After the commit; a mail server that fails takes nothing away from what is kept."""

    def send() -> None:
        try:
            send_mail(subject, text, None, [to])
        except OSError:
            logger.exception("A letter about accessibility could not be sent.")

    transaction.on_commit(send)


def forget(at: datetime) -> int:
    """Delete the reports received more than a year ago."""
    gone, _ = AccessibilityReport.objects.filter(received_at__lt=at - KEPT_FOR).delete()
    return gone
