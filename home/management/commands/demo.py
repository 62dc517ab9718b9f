from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from wagtail import hooks

from editorial.demo import create_accounts


class Command(BaseCommand):
    help = (
        "Charge la démonstration : territoire, contenu, comptes, et ce qu’apportent les extensions."
    )

    def handle(self, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError(
                "La démonstration ne se charge pas en production : ses mots de passe sont publics. "
                "DEMO=1 passe outre."
            )
        call_command("territory", stdout=self.stdout)
        call_command("content", stdout=self.stdout)
        self.stdout.write(f"Comptes de démonstration : {create_accounts()} créés.")
        at = timezone.now()
        for register_demo in hooks.get_hooks("register_demo"):
            register_demo(at)
        self.stdout.write("La démonstration est en place.")
