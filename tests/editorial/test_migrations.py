"""What a base becomes whose tables were made by the migrations that the present ones stand for."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from editorial.management.commands.migrate import half_way

pytestmark = pytest.mark.django_db
Key = tuple[str, str]


def squashed() -> dict[str, dict[Key, list[Key]]]:
    """For each room, its squashed migrations and the former ones that each stands for."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    found: dict[str, dict[Key, list[Key]]] = defaultdict(dict)
    for key, migration in loader.disk_migrations.items():
        if migration.replaces and "site-packages" not in apps.get_app_config(key[0]).path:
            found[key[0]][key] = [tuple(one) for one in migration.replaces]
    return found


def forget(*keys: Key) -> None:
    """Take migrations out of those that the base says it has seen."""
    recorder = MigrationRecorder(connection)
    for room, name in keys:
        recorder.record_unapplied(room, name)


def pending() -> list[Key]:
    """Every migration that would be applied."""
    loader = MigrationLoader(connection)
    return sorted(key for key in loader.graph.nodes if key not in loader.applied_migrations)


def test_a_base_that_saw_every_former_migration_has_nothing_to_apply():
    forget(*(key for room in squashed().values() for key in room))

    call_command("migrate", check_unapplied=True, verbosity=0)

    assert pending() == []


@pytest.mark.parametrize("command", ["migrate", "prepare"])
def test_a_base_that_saw_only_some_of_them_is_told_what_to_install_first(command):
    room = squashed()["editorial"]
    former = sorted(one for replaced in room.values() for one in replaced)
    forget(*room, former[-1])

    with pytest.raises(CommandError, match="trop ancienne") as refused:
        call_command(command, verbosity=0)

    assert "pièces\N{NO-BREAK SPACE}: editorial)" in str(refused.value)
    assert "Installez d’abord celle du" in str(refused.value)


def test_a_base_cut_off_between_two_squashed_migrations_goes_on_with_the_second():
    _first, second = sorted(squashed()["editorial"])
    forget(second, *squashed()["editorial"][second])

    assert half_way(set(MigrationRecorder(connection).applied_migrations())) == []
    assert pending() == [second]


def test_no_former_migration_is_stood_for_twice_or_kept():
    replaced = [one for room in squashed().values() for keys in room.values() for one in keys]
    loader = MigrationLoader(None, load=False)
    loader.load_disk()

    assert len(replaced) == len(set(replaced))
    assert not set(replaced) & set(loader.disk_migrations)
