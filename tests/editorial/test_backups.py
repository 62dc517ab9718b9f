"""A backup is whole, says so, and puts everything back."""

import json
import tarfile
from datetime import UTC, datetime
from io import BytesIO, StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Page

from editorial.backups.archive import MANIFEST, Manifest, check
from editorial.backups.making import make
from editorial.backups.problems import BackupProblem

User = get_user_model()
MOMENT = datetime(2010, 6, 30, tzinfo=UTC)


@pytest.fixture
def own_files(settings, tmp_path):
    """Folders that nothing else writes to."""
    for alias in ("default", "private"):
        settings.STORAGES[alias] = {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / alias)},
        }
    settings.STORAGES = dict(settings.STORAGES)
    storages["default"].save("images/tour.txt", ContentFile(b"la tour"))
    storages["private"].save("papiers/bail.txt", ContentFile(b"le bail"))


def digests() -> dict[str, int]:
    """What each table holds, row by row, whatever their order."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = hash(tuple(sorted(map(repr, cursor.fetchall()))))
    return found


def test_what_was_lost_comes_back_as_it_was(transactional_db, own_files, tmp_path, client):
    user = User.objects.create_user("claire", password="une phrase de passe")
    client.force_login(user)
    known = client.session.session_key
    made = make(tmp_path / "sauvegardes")
    before = digests()

    User.objects.update(username="perdue", password="")
    Page.objects.filter(depth=2).update(title="Abîmée")
    storages["private"].delete("papiers/bail.txt")
    storages["default"].save("images/en-trop.txt", ContentFile(b"..."))
    told = StringIO()
    with pytest.raises(CommandError, match="pas vide"):
        call_command("restore", made, stdout=told)
    call_command("restore", made, replace=True, stdout=told)

    assert "conforme" in told.getvalue()
    assert storages["private"].open("papiers/bail.txt").read() == b"le bail"
    assert storages["default"].listdir("images")[1] == ["tour.txt"]
    assert not client.session.exists(known)
    after = digests()
    assert {table for table in before if before[table] != after[table]} <= {"django_session"}
    assert client.login(username="claire", password="une phrase de passe")


def test_a_backup_is_read_by_its_owner_alone(transactional_db, own_files, tmp_path):
    made = make(tmp_path / "sauvegardes")

    assert made.stat().st_mode & 0o077 == 0
    assert set(check(made).files) >= {"medias/images/tour.txt", "prive/papiers/bail.txt"}
    assert not list(made.parent.glob("*.part"))


def archive(path, files, manifest):
    with tarfile.open(path, "w:gz") as tar:
        for name, content in [*files.items(), *([(MANIFEST, manifest)] if manifest else [])]:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, BytesIO(content))
    return path


def manifest(**files):
    written = json.loads(Manifest(made_at=MOMENT, vendor="sqlite", rows={}, migrations=[]).write())
    return json.dumps(written | {"files": files}).encode()


@pytest.mark.parametrize(
    ("files", "told", "why"),
    [
        pytest.param({"base.sqlite3": b"x"}, None, "pas de manifeste", id="cut off"),
        pytest.param({"base.sqlite3": b"x"}, manifest(), "a changé", id="a file in excess"),
        pytest.param({}, manifest(base="0" * 64), "a changé", id="a file that is missing"),
        pytest.param({"../etc/passwd": b"x"}, manifest(), "étrange", id="a name that leads out"),
        pytest.param({}, b"{}", "illisible", id="a manifest of something else"),
    ],
)
def test_an_archive_that_is_not_as_it_was_made_is_refused(tmp_path, files, told, why):
    with pytest.raises(BackupProblem, match=why):
        check(archive(tmp_path / "s.tar.gz", files, told))


def test_half_an_archive_is_refused(tmp_path):
    whole = archive(tmp_path / "s.tar.gz", {"base.sqlite3": b"x" * 5000}, manifest())
    whole.write_bytes(whole.read_bytes()[:60])

    with pytest.raises(BackupProblem, match="coupée"):
        check(whole)


def test_the_oldest_are_deleted_when_asked(transactional_db, own_files, tmp_path):
    folder = tmp_path / "sauvegardes"
    folder.mkdir()
    old = [folder / f"sauvegarde-2010-01-0{day}-000000.tar.gz" for day in (1, 2)]
    for path in old:
        path.write_bytes(b"")

    call_command("backup", to=folder, keep=2, stdout=StringIO())

    assert [path.exists() for path in old] == [False, True]
