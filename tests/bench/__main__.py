"""`make bench`: what pages and screens cost, beside the least that Django can do in the same run.

make bench                            everything, on small bases
make bench ARGS="crm --people 100000"   one bench, at the size of its targets
Each bench returns the sentences of what it misses.
"""

import argparse
import os
import shlex
import sys

import django

django.setup()

from tests.bench import crm, imports, pages  # noqa: E402  models can be imported once Django is set up

BENCHES = {
    "imports": imports.bench,
    "pages": pages.bench,
    "crm": crm.bench,
}


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Mesure pages et écrans.")
    parser.add_argument("benches", nargs="*", metavar="banc", help=f"parmi {', '.join(BENCHES)}")
    parser.add_argument("--rows", type=int, default=2_000, help="lignes d’un import (2 000)")
    parser.add_argument("--people", type=int, default=3_000, help="personnes de la base (3 000)")
    parser.add_argument(
        "--here", action="store_true", help="mesurer la base de DATABASE_URL telle qu’elle est"
    )
    told = parser.parse_args([*shlex.split(os.environ.get("ARGS", "")), *sys.argv[1:]])
    if unknown := set(told.benches) - set(BENCHES):
        parser.error(f"banc inconnu : {', '.join(sorted(unknown))}")
    return told


def main() -> int:
    told = asked()
    missed: list[str] = []
    for name in told.benches or BENCHES:
        print(f"\n── {name}")
        missed += BENCHES[name](told)
    for sentence in missed:
        print(f"Manqué : {sentence}")
    return 1 if missed else 0


sys.exit(main())
