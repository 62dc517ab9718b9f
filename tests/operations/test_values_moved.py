"""What SQLite keeps is written in PostgreSQL as it was meant, and told the same only when it is."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from editorial.moving.values import Digest, written

# As SQLite gives it back.
NOON = datetime(2011, 10, 3, 12, 0, 0, 250)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("kind", "kept", "meant"),
    [
        ("bool", 1, True),
        ("bool", 0, False),
        ("timestamptz", NOON, NOON.replace(tzinfo=UTC)),
        ("numeric", 12.1, Decimal("12.1")),
        ("interval", 90_000_000, timedelta(seconds=90)),
        ("uuid", "0f" * 16, UUID("0f" * 16)),
        ("varchar", "", ""),
        ("text", None, None),
    ],
)
def test_a_value_keeps_its_meaning(kind, kept, meant):
    assert written([kind], [kept]) == [meant]


def digest(*rows, kinds):
    found = Digest(kinds)
    for row in rows:
        found.add(row)
    return found


PARIS = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("jsonb", '{"a": 1, "b": [1.50]}', '{"b":[1.5],"a":1}'),
        ("timestamptz", datetime(2011, 10, 3, 12, tzinfo=UTC), datetime(2011, 10, 3, 14, tzinfo=PARIS)),
        ("numeric", Decimal("12.1"), Decimal("12.10")),
        ("bytea", b"abc", memoryview(b"abc")),
    ],
)  # fmt: skip
def test_the_same_value_written_otherwise_is_the_same(kind, one, other):
    assert digest([one], kinds=[kind]) == digest([other], kinds=[kind])


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("jsonb", '{"a": 1}', '{"a": "1"}'),
        ("jsonb", "null", None),
        ("varchar", "", None),
        ("numeric", Decimal("12.1"), Decimal("12.101")),
        ("timestamptz", NOON, NOON + timedelta(microseconds=1)),
        ("text", "e\u0301", "é"),
    ],
)
def test_another_value_is_told(kind, one, other):
    assert digest([one], kinds=[kind]) != digest([other], kinds=[kind])


def test_neither_the_order_of_rows_nor_a_swap_of_columns_escapes():
    kinds = ["text", "text"]
    rows = [["a", "b"], ["c", "d"]]

    assert digest(*rows, kinds=kinds) == digest(*reversed(rows), kinds=kinds)
    assert digest(*rows, kinds=kinds) != digest(["b", "a"], ["c", "d"], kinds=kinds)
    assert digest(rows[0], kinds=kinds) != digest(rows[0], rows[0], kinds=kinds)


@pytest.mark.django_db
def test_only_a_new_postgresql_database_is_filled(tmp_path, admin_user):
    refusal = "PostgreSQL" if connection.vendor == "sqlite" else "pas vide"
    with pytest.raises(CommandError, match=refusal):
        call_command("move_from", str(tmp_path / "base.sqlite3"))
