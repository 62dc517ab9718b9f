from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from editorial.legal.check import legal_faults


class Command(BaseCommand):
    help = "Refuse un site dont les mentions obligatoires manquent ou ne sont que des exemples : avant d’ouvrir."

    def handle(self, **options: Any) -> None:
        site = Site.objects.filter(is_default_site=True).first()
        faults = legal_faults(site) if site else ["Aucun site n’est défini."]
        if faults:
            raise CommandError(
                "\n".join(["Le site ne peut pas ouvrir :", *(f"- {one}" for one in faults)])
            )
        self.stdout.write("Les mentions obligatoires sont là.")
