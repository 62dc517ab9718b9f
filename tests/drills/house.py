"""A site of its own for a drill, as in production: its database, its files, its processes."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
KEY = secrets.token_urlsafe(60)
PATIENCE = 60  # seconds


@dataclass
class Drill:
    """What a drill saw. `broken` counts the promises that did not hold."""

    folder: Path
    lines: list[str] = field(default_factory=list)
    broken: int = 0

    def promise(self, held: bool, sentence: str) -> None:
        self.broken += not held
        self.say(sentence if held else f"**MANQUÉ** : {sentence}")

    def say(self, sentence: str) -> None:
        self.lines.append(sentence)
        print("  ", sentence, flush=True)


@dataclass
class House:
    """A site whose every row and file is under one folder, or in a database of its own."""

    folder: Path
    database: str
    port: int = 8090
    plugins: str = "crm"

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self, **changed: str) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "SECRET_KEY": KEY,
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECURE_SSL_REDIRECT": "0",
            "DATABASE_URL": self.database,
            "PLUGINS": self.plugins,
            "MEDIA_DIR": str(self.folder / "medias"),
            "PRIVATE_DIR": str(self.folder / "prive"),
            "ERASURES_DIR": str(self.folder / "effacements"),
            "BACKUP_DIR": str(self.folder / "sauvegardes"),
            "CACHE_URL": f"filecache://{self.folder / 'cache'}",
            "BASE_URL": self.base,
            "EMAIL_URL": "dummymail://",
            "DEMO": "1",
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
            **changed,
        }

    def manage(self, *arguments: str, **changed: str) -> str:
        return self._run("manage.py", *arguments, **changed)

    def inside(self, *arguments: str, **changed: str) -> Any:
        """Ask something of the site's own code (inside.py); give its answer."""
        told = self._run("-m", "tests.drills.inside", *arguments, **changed)
        return json.loads(told.splitlines()[-1])

    def _run(self, *command: str, **changed: str) -> str:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment(**changed),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} : {done.stderr.strip()[-1500:]}")
        return done.stdout

    def furnish(self) -> None:
        """Build the site and fill it with the demonstration, which takes minutes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.manage("migrate", "--verbosity", "0")
        self.manage("createcachetable")
        self.manage("demo")

    @contextmanager
    def serving(self) -> Iterator[None]:
        self.manage("collectstatic", "--noinput", "--verbosity", "0")
        gunicorn = str(Path(sys.executable).with_name("gunicorn"))
        command = [gunicorn, "--pythonpath", "site", "--workers", "2", "--no-control-socket"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "critical", "config.wsgi"]
        process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment(), stderr=subprocess.DEVNULL
        )
        try:
            self._wait()
            yield
        finally:
            process.terminate()
            process.wait(timeout=30)

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.get("/sante/").status == 200:
                return
            time.sleep(0.2)
        raise RuntimeError("Le site ne répond pas.")

    def get(self, path: str) -> Answer:
        started = time.monotonic()
        try:
            with urllib.request.urlopen(f"{self.base}{path}", timeout=30) as answer:
                body, status = answer.read().decode(errors="replace"), answer.status
        except urllib.error.HTTPError as error:
            body, status = error.read().decode(errors="replace"), error.code
        except OSError as error:
            body, status = str(error), 0
        return Answer(status, body, time.monotonic() - started)


@dataclass(frozen=True)
class Answer:
    """status: 0 when nobody answered. seconds: how long it took."""

    status: int
    body: str
    seconds: float

    @property
    def tells_too_much(self) -> bool:
        return any(word in self.body for word in ("Traceback", "OperationalError", "psycopg"))
