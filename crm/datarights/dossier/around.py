"""What a dossier says beside the rows: who holds them, why, how long, for whom, and what is left out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from crm.privacy.due import kept_until
from crm.privacy.holding import why_held
from editorial import dates
from editorial.models import IdentitySettings

from .rules import RULES, Untold
from .subject import SOMEBODY, Subject

LEFT_OUT = [
    "Les noms des agents de la collectivité : leur rôle seul est dit.",
    "Les noms et coordonnées d’autres personnes, même de votre foyer : ils sont remplacés par"
    f" « {SOMEBODY} », dans les textes aussi.",
    "Les feuilles signées par tout un groupe : chacune de vos présences est donnée à part.",
    "Ce qui est écrit pour justifier qu’un dossier est retenu : la raison et le terme sont donnés.",
    "Les clefs techniques, les empreintes et les codes d’accès, qui ne disent rien de vous.",
]
RIGHTS = (
    "Vous pouvez demander à corriger ces données, à les effacer, à en limiter l’usage ou vous"
    " opposer à cet usage. Si nos réponses ne vous satisfont pas, vous pouvez saisir la CNIL"
    " (www.cnil.fr)."
)


def around(subject: Subject, at: datetime) -> dict[str, Any]:
    sender = IdentitySettings.of_the_site()
    return {
        "controller": {
            "name": sender.legal_name or sender.name,
            "telephone": sender.telephone,
            "email": sender.email,
        },
        "retention": retention(subject, at),
        "left_out": [*LEFT_OUT, *untold()],
        "rights": RIGHTS,
    }


def retention(subject: Subject, at: datetime) -> str:
    held = why_held(subject.person, timezone.localdate(at))
    if held:
        return held
    until = kept_until(subject.person)
    if until is None:
        return "Un accompagnement suspendu retient votre dossier ; sa durée reprend avec lui."
    return f"Sans autre échange avec vous, votre dossier se garde jusqu’au {dates.day(until)}, puis il est anonymisé."


def untold() -> list[str]:
    return [
        f"{str(rule.model._meta.verbose_name).capitalize()} : {rule.why}."
        for rule in RULES
        if isinstance(rule, Untold)
    ]
