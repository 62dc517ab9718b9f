from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from editorial.rights import grant


class Command(BaseCommand):
    help = "Crée les groupes du site et leur donne leurs droits. Sans effet la seconde fois."

    def handle(self, **options: Any) -> None:
        names = ", ".join(group.name for group in grant())
        self.stdout.write(f"Groupes du site : {names}.")
