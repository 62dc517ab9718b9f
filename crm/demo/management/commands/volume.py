from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test import override_settings
from django.utils import timezone

from crm.demo.volume import AlreadyFilled, NoTerritory, Sizes, fill, take_stock


class Command(BaseCommand):
    help = (
        "Remplit une base sans dossier d’un grand nombre de personnes inventées, pour en mesurer les "
        "écrans. Charger d’abord territory et content ; le même nombre donne les mêmes personnes."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=1_000, help="personnes (1 000)")
        parser.add_argument("--journeys", type=int, help="parcours ouverts (un cinquième)")
        parser.add_argument("--enrolments", type=int, help="inscriptions passées (un cinquième)")
        parser.add_argument("--journal", type=int, help="lignes du journal de plus (autant)")
        parser.add_argument("--news", type=int, default=0, help="actualités de plus (aucune)")

    def handle(self, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError(
                "Une base d’essai ne se charge pas en production. DEMO=1 passe outre."
            )
        sizes = self.sizes(options)
        begun = time.monotonic()
        try:
            # In development each statement would be kept, with its values.
            with override_settings(DEBUG=False):
                opened = fill(sizes, timezone.now())
        except AlreadyFilled as error:
            raise CommandError(
                "Cette base contient déjà des dossiers : rien n’est ajouté. Partez d’une base neuve, "
                "avec les commandes migrate, territory et content."
            ) from error
        except NoTerritory as error:
            raise CommandError(
                "Chargez d’abord le territoire : commandes territory et content."
            ) from error
        take_stock()
        self.stdout.write(f"{opened} dossiers ouverts en {time.monotonic() - begun:.0f} s.")

    def sizes(self, options: dict[str, Any]) -> Sizes:
        people = options["people"]
        journeys, enrolments = options["journeys"], options["enrolments"]
        journeys = people // 5 if journeys is None else journeys
        enrolments = people // 5 if enrolments is None else enrolments
        journal = people if options["journal"] is None else options["journal"]
        news = options["news"]
        if people < 1 or min(journeys, enrolments, journal, news) < 0 or journeys > people:
            raise CommandError(
                "Il faut au moins une personne, et pas plus de parcours que de personnes."
            )
        return Sizes(people, journeys, enrolments, journal, news)
