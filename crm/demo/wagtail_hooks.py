from __future__ import annotations

from datetime import datetime

from wagtail import hooks

from crm.privacy.services import apply_retention
from editorial.demo import PASSWORD, Account

from .history import load_history
from .history.load import publish_history
from .present import load_present


@hooks.register("register_demo_accounts")
def register_demo_accounts() -> list[Account]:
    return [
        Account("conseillere", PASSWORD, "Élise Chambon", "Conseillers"),
        Account("responsable", PASSWORD, "Marc Vialatte", "Responsables"),
        Account("formateur", PASSWORD, "Hugues Andrieu", "Formateurs"),
        Account("accueil", PASSWORD, "Nadia Roussel", "Accueil du télécentre"),
        Account("dpd", PASSWORD, "Judith Sarrazin", "Délégué à la protection des données"),
        Account("elu", PASSWORD, "Bernard Malet", "Élus"),
        Account("communication", PASSWORD, "Claire Vidal", "Chargés de communication"),
        Account("portes", PASSWORD, "Sami Besson", "Accueil du Forum"),
    ]


@hooks.register("register_demo")
def register_demo(at: datetime) -> None:
    """Load the history, forget its people as the law wants, publish its figures, then load the present."""
    if load_history(at):
        apply_retention(at=at)
        publish_history(at)
    load_present(at)
