"""`make bench`: what pages and screens cost, beside the least that Django can do in the same run.

make bench                                   everything, on a small base
make bench ARGS="crm --people 100000"        one bench, at the size of its targets
It ends in error when a target is missed by more than tests/bench/targets.py forgives; figures go to var/bench.json.
"""

import argparse
import os
import shlex
import sys

import django

django.setup()

from tests.bench.run import BENCHES, run  # noqa: E402  models can be imported once Django is set up


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Mesure pages et écrans.")
    parser.add_argument("benches", nargs="*", metavar="banc", help=f"parmi {', '.join(BENCHES)}")
    parser.add_argument("--people", type=int, default=3_000, help="personnes de la base (3 000)")
    parser.add_argument("--journal", type=int, help="lignes du journal de plus (autant)")
    parser.add_argument("--news", type=int, default=300, help="actualités de plus (300)")
    parser.add_argument("--rows", type=int, default=1_000, help="lignes d’un import (1 000)")
    parser.add_argument("--requests", type=int, default=400, help="demandes à un processus (400)")
    parser.add_argument("--rounds", type=int, default=5, help="visites de chaque écran (5)")
    parser.add_argument("--keep", action="store_true", help="garder la base, reprendre la gardée")
    told = parser.parse_args([*shlex.split(os.environ.get("ARGS", "")), *sys.argv[1:]])
    if unknown := set(told.benches) - set(BENCHES):
        parser.error(f"banc inconnu : {', '.join(sorted(unknown))}")
    told.journal = told.people if told.journal is None else told.journal
    return told


if __name__ == "__main__":
    sys.exit(run(asked()))
