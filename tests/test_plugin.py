"""The proof that the plugin is one: the site's own tests pass in a process that does not have it."""

import os
import re
import subprocess
import sys

import pytest

from tests.files import ROOT

SITE = [
    "territory",
    "editorial",
    "news",
    "home",
    "training",
    "forum",
    "telecentre",
    "desk",
    "newsletter",
    "signin",
]
ADDRESSES = """
import django; django.setup()
from django.urls import get_resolver
names = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
assert not any("crm" in module for module in __import__("sys").modules), "a room was imported"
print(len(get_resolver().url_patterns), "patterns;", len(names), "names")
"""


def without_the_plugin(*command: str) -> subprocess.CompletedProcess[str]:
    inherited = {key: value for key, value in os.environ.items() if "PYTEST" not in key}
    bare = {
        "PLUGINS": "",
        "DB_NAME": "bare",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": f"site{os.pathsep}.",
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=inherited | bare,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["manage.py", "check", "--fail-level", "WARNING"], id="check"),
        pytest.param(["-c", ADDRESSES], id="addresses"),
    ],
)
def test_the_site_starts_without_the_plugin(command):
    bare = without_the_plugin(*command)

    assert bare.returncode == 0, bare.stdout[-4000:] + bare.stderr[-2000:]


def test_the_site_lives_without_the_plugin():
    folders = [f"tests/{name}" for name in SITE if (ROOT / "tests" / name).is_dir()]

    bare = without_the_plugin("-m", "pytest", "-q", "-p", "no:cacheprovider", *folders)

    assert bare.returncode == 0, bare.stdout[-4000:] + bare.stderr[-2000:]


def test_the_readme_removes_every_room_that_has_tables():
    listed = re.search(r"for piece in ([a-z \\\n]+); do", (ROOT / "README.md").read_text())
    rooms = {path.parts[-3] for path in (ROOT / "crm").glob("*/migrations/0001_*.py")}
    assert listed
    assert set(listed[1].replace("\\", " ").split()) == rooms
