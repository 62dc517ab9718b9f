"""Tasks run each in its own process, so that the memory told is theirs. The last line printed is their answer.

python -m tests.bench.task export xlsx     people taken out to a spreadsheet that leaves while it is made
python -m tests.bench.task import 10000    a file given, checked, then written
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import django

from tests.bench.measure import memory


def export(kind: str) -> dict[str, Any]:
    """Seconds to the first bytes and to the last, megabytes at most."""
    from crm.people.models import Person
    from crm.people.resources import PersonResource
    from crm.registers.spreadsheets import stream

    resource, begun = PersonResource(), time.monotonic()
    sent = stream(kind, resource.headings(), resource.rows(Person.objects.all()))
    size = len(next(sent))
    first = time.monotonic() - begun
    size += sum(len(part) for part in sent)
    return {"first": first, "seconds": time.monotonic() - begun, "peak": memory(), "bytes": size}


def read_file(rows: int) -> dict[str, Any]:
    """Seconds of the preview and of the confirmation, then of the same file again, megabytes at most."""
    from tests.bench.imports import measure

    return measure(rows) | {"peak": memory()}


def main(asked: list[str]) -> dict[str, Any]:
    return export(asked[1]) if asked[0] == "export" else read_file(int(asked[1]))


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(sys.argv[1:])))
