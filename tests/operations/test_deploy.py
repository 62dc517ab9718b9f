"""The files that are shipped to be copied say what the code does."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.drills.front import site_file
from tests.files import ROOT

DEPLOY = ROOT / "deploy"


@pytest.mark.parametrize("unit", sorted(path.name for path in (DEPLOY / "systemd").iterdir()))
def test_a_unit_starts_what_exists_and_ends_it_whole(unit):
    text = (DEPLOY / "systemd" / unit).read_text(encoding="utf-8")
    started = re.search(r"^ExecStart=/srv/murat/\.venv/bin/(.+)$", text, re.MULTILINE)
    assert started

    words = started[1].split()
    if words[0] == "python":
        assert words[1] == "manage.py"
        assert words[2] in get_commands()
    else:
        assert (words[0], words[-1]) == ("gunicorn", "config.wsgi")
    # Only who keeps the others is asked to stop, and has more time than it gives them.
    assert "KillMode=mixed" in text
    assert "TimeoutStopSec=60" in text
    assert unit in (ROOT / "docs" / "deploiement.md").read_text(encoding="utf-8")


def test_the_environment_names_only_what_is_described():
    told = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    text = (DEPLOY / "murat.env").read_text(encoding="utf-8")
    names = set(re.findall(r"^#?([A-Z0-9_]+)=", text, re.MULTILINE)) - {"DJANGO_SETTINGS_MODULE"}

    assert {"SECRET_KEY", "DATABASE_URL", "CACHE_URL", "S3_BUCKET"} <= names
    assert {name for name in names if f"| `{name}` |" not in told} == set()


def test_the_front_gives_images_alone_and_forwards_whom_it_hears():
    told = site_file(Path("/etc/ici"), Path("/ici/medias"), [9001, 9002])

    assert "server 127.0.0.1:9001;\n    server 127.0.0.1:9002;" in told
    assert re.findall(r"alias (.+);", told) == ["/ici/medias/images/"]
    assert {"X-Forwarded-For $remote_addr", "X-Forwarded-Proto $scheme"} <= set(
        re.findall(r"proxy_set_header (.+);", told)
    )
