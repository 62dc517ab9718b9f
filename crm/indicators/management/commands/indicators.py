"""`manage.py indicators`: every figure as of a day, with the version of its definition."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from crm.indicators.counting import Figure, compute
from crm.indicators.definitions import DEFINITIONS


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"« {text} » n’est pas une date : écrivez AAAA-MM-JJ.") from error


class Command(BaseCommand):
    help = "Compte les indicateurs à une date, ce jour compris."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", type=day, metavar="AAAA-MM-JJ", help="aujourd’hui si absent")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        found = compute(options["as_of"] or timezone.localdate())
        if options["format"] == "json":
            self.stdout.write(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"Au {found.day:%d/%m/%Y}")
        for figure in found.by_code.values():
            self.stdout.write(self.line(figure))

    def line(self, figure: Figure) -> str:
        definition = DEFINITIONS[figure.code]
        shown = f"{figure.value} %" if definition.rate else str(figure.value)
        among = (
            "" if figure.denominator is None else f" ({figure.numerator} sur {figure.denominator})"
        )
        unknown = f", {figure.unknown} inconnus" if figure.unknown else ""
        return (
            f"{figure.code:<12}{shown:>6}  {definition.label}{among}{unknown} [v{figure.version}]"
        )
