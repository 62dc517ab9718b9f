"""The site as in production, on a database of its own filled with the demonstration."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOLD = ROOT / "var" / "audit"
PORT = 8099
BASE = f"http://127.0.0.1:{PORT}"
PATIENCE = 60  # seconds for the server to answer


def environment() -> dict[str, str]:
    """Production's settings, but for the certificate that this machine does not have."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{HOLD / 'site.sqlite3'}",
        "CACHE_URL": f"filecache://{HOLD / 'cache'}",
        "SECURE_SSL_REDIRECT": "0",
        "BASE_URL": BASE,
        "DEMO": "1",
        "EMAIL_URL": "dummymail://",
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
    }


def manage(*arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment(), check=True, stdout=subprocess.DEVNULL)


def prepare() -> None:
    if "--kept" in sys.argv and (HOLD / "site.sqlite3").exists():
        return
    for file in HOLD.glob("site.sqlite3*"):
        file.unlink()
    manage("migrate", "--verbosity", "0")
    manage("createcachetable")
    manage("demo")
    manage("collectstatic", "--noinput", "--verbosity", "0")


@contextmanager
def serving() -> Iterator[str]:
    """Serve the demonstration; give the address of the site."""
    HOLD.mkdir(parents=True, exist_ok=True)
    prepare()
    gunicorn = [
        Path(sys.executable).with_name("gunicorn"),
        "--pythonpath",
        "site",
        "--workers",
        "2",
    ]
    address = ["--bind", f"127.0.0.1:{PORT}", "--no-control-socket", "--log-level", "warning"]
    command = [*map(str, gunicorn), *address, "config.wsgi"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment())
    try:
        wait()
        yield BASE
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait() -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{BASE}/sante/", timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(f"Rien ne répond à {BASE} au bout de {PATIENCE} secondes.")
