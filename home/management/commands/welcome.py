from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from editorial.demo import existing_accounts


class Command(BaseCommand):
    help = (
        "Dit où se trouve le site, où se trouve l’administration, et avec quels comptes y entrer."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port: int, **options: Any) -> None:
        address = f"http://127.0.0.1:{port}/"
        self.stdout.write(f"\n  Le site             {address}")
        self.stdout.write(f"  L’administration    {address}admin/")
        accounts = existing_accounts()
        if accounts:
            self.stdout.write("\n  Comptes de démonstration :")
        for account in accounts:
            self.stdout.write(
                f"    {account.username:<18}{account.password:<18}{', '.join(account.roles)}"
            )
        self.stdout.write("")
