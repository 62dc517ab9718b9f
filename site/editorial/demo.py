"""The accounts of the demonstration. A plugin adds its own through `register_demo_accounts`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail import hooks

PASSWORD = "murat-demo-2011"  # noqa: S105  # nosec B105 # printed by the demonstration itself
SUPERUSER = "superutilisateur"


@dataclass(frozen=True)
class Account:
    """role: the name of a group, or SUPERUSER for somebody who may do everything. also: other groups."""

    username: str
    password: str
    name: str
    role: str
    also: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        return (self.role, *self.also)


@hooks.register("register_demo_accounts")
def site_accounts() -> list[Account]:
    return [
        Account(
            "communication",
            PASSWORD,
            "Claire Vidal",
            "Relecteur",
            ("Chargé de presse", "Responsable formation", "Responsable télécentre"),
        ),
        Account("redacteur", PASSWORD, "Nora Delmas", "Rédacteur"),
        Account("relecteur", PASSWORD, "Hugo Chabrier", "Relecteur"),
        Account("presse", PASSWORD, "Inès Roque", "Chargé de presse"),
        Account("webmestre", PASSWORD, "Malo Ferrières", "Webmestre"),
        Account("admin", PASSWORD, "Paul Teissèdre", SUPERUSER),
    ]


def accounts() -> list[Account]:
    """Those of the site and of its plugins; offered twice, an account has the roles of both."""
    found: dict[str, Account] = {}
    for offer in hooks.get_hooks("register_demo_accounts"):
        for account in offer():
            known = found.get(account.username)
            found[account.username] = (
                replace(known, also=(*known.also, *account.roles)) if known else account
            )
    return list(found.values())


def create_accounts() -> int:
    """Create the accounts that are missing. Return how many were created."""
    users = get_user_model().objects
    missing = [one for one in accounts() if not users.filter(username=one.username).exists()]
    for account in missing:
        first, _, last = account.name.partition(" ")
        user = users.create_user(
            account.username,
            f"{account.username}@example.org",
            account.password,
            first_name=first,
            last_name=last,
            is_superuser=account.role == SUPERUSER,
            is_staff=account.role == SUPERUSER,
        )
        if account.role != SUPERUSER:
            user.groups.add(*(Group.objects.get(name=role) for role in account.roles))
    return len(missing)


def existing_accounts() -> list[Account]:
    """Those of the demonstration that are really there, in the order in which they are offered."""
    there = set(
        get_user_model()
        .objects.filter(username__in=[one.username for one in accounts()], is_active=True)
        .values_list("username", flat=True)
    )
    return [account for account in accounts() if account.username in there]
