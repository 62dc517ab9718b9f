"""What a drill asks of a site, in a process that has its settings. Prints one line of JSON."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import time
from typing import Any

import django

django.setup()

from django.db import DatabaseError, connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from crm.indicators.counting import compute  # noqa: E402
from crm.people.models import Person  # noqa: E402
from crm.people.services import Identity, open_file  # noqa: E402
from crm.privacy.services import anonymise  # noqa: E402
from editorial.backups.databases import count_rows  # noqa: E402
from editorial.backups.making import stored_files  # noqa: E402
from tests.drills.acts import ACTS  # noqa: E402

PASSWORD = "murat-demo-2011"  # nosec B105
BLOCK = "x" * 100


def digest() -> dict[str, Any]:
    """The rows of each table and the bytes of each file, as hashes."""
    tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            written = "\n".join(sorted(map(repr, cursor.fetchall())))
            tables[table] = hashlib.sha256(written.encode()).hexdigest()
    files = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in stored_files()}
    return {"tables": tables, "files": files, "rows": sum(count_rows().values())}


def erase() -> dict[str, Any]:
    """Forget the first person who may be forgotten; say by which words they were known."""
    for person in Person.objects.alive().order_by("pk"):
        name, number = person.last_name, person.file_number
        try:
            anonymise(person)
        except Exception:  # noqa: S112
            continue
        return {"pk": person.pk, "name": name, "number": number}
    raise SystemExit("Personne ne peut être effacé.")


def person(pk: str) -> dict[str, Any]:
    found = Person.objects.get(pk=pk)
    return {"name": found.last_name, "anonymised": found.anonymised_at is not None}


def sign_in(username: str) -> dict[str, Any]:
    return {"signed_in": Client().login(username=username, password=PASSWORD)}


def fill_up() -> dict[str, Any]:
    """Open files until the disk refuses one."""
    before = Person.objects.count()
    for opened in range(200_000):
        try:
            open_file(Identity(last_name=f"Plein {opened} {BLOCK}"[:80]))
        except DatabaseError as error:
            return {"refused": str(error), "opened": opened, "before": before}
    raise SystemExit("Le disque n’a jamais été plein.")


def count_people() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return {"people": Person.objects.count(), "verdict": cursor.fetchone()[0]}


def post() -> dict[str, Any]:
    """Subscribe to the letter as a visitor does."""
    client = Client(raise_request_exception=False, HTTP_HOST="127.0.0.1")
    page = client.get("/lettre/abonnement/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)
    # The form does not believe who fills it in faster than a hand.
    time.sleep(4)
    answer = client.post(
        "/lettre/abonnement/", {"email": "plein@example.org", "key": key[1] if key else ""}
    )
    return {"status": answer.status_code, "body": answer.content.decode()[:20_000]}


def rows() -> dict[str, int]:
    return count_rows()


def figures() -> dict[str, Any]:
    return compute(timezone.localdate()).as_json()


ASKED = {
    **ACTS,
    "rows": rows,
    "figures": figures,
    "digest": digest,
    "erase": erase,
    "person": person,
    "sign_in": sign_in,
    "fill_up": fill_up,
    "count_people": count_people,
    "post": post,
}
print(json.dumps(ASKED[sys.argv[1]](*sys.argv[2:])))
