"""A site of its own for a drill, as in production: its database, its files, its processes."""

from __future__ import annotations

import argparse
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
PATIENCE = 180  # seconds
# A machine that runs other things beside a drill may take longer than gunicorn’s own half-minute to begin.
SLOW = "150"
COLLECTED: set[Path] = set()


@dataclass
class Drill:
    """What a drill saw. `broken` counts the promises that did not hold."""

    folder: Path
    options: argparse.Namespace = field(default_factory=argparse.Namespace)
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
    root: Path = ROOT  # the code that it runs
    more: dict[str, str] = field(default_factory=dict)  # variables of its own

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
            "PYTHONPATH": f"{self.root / 'site'}{os.pathsep}{self.root}",
            **self.more,
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
            cwd=self.root,
            env=self.environment(**changed),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} : {done.stderr.strip()[-1500:]}")
        return done.stdout

    def furnish(self, model: str = "") -> None:
        """Fill the site with the demonstration: made the first time, which takes minutes, then put back."""
        self.folder.mkdir(parents=True, exist_ok=True)
        model = model or f"{self.database.partition(':')[0]}-{self.plugins}"
        kept = self.folder.parent / "modeles" / model
        if archives := list(kept.glob("*.tar.gz")):
            self.manage("restore", str(archives[0]))
            return
        self.manage("migrate", "--verbosity", "0")
        self.manage("createcachetable")
        self.manage("demo")
        self.manage("backup", "--to", str(kept))

    def begin(self, *command: str, **changed: str) -> subprocess.Popen[bytes]:
        """Start one of the site's processes and leave it to run: `manage.py …`, or what is named."""
        told = [sys.executable, *command] if command[0].endswith(".py") else list(command)
        return subprocess.Popen(
            told,
            cwd=self.root,
            env=self.environment(**changed),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def gunicorn(self, port: int | None = None, *more: str) -> subprocess.Popen[bytes]:
        program = str(Path(sys.executable).with_name("gunicorn"))
        where = f"127.0.0.1:{port or self.port}"
        told = [
            "--workers",
            "2",
            "--bind",
            where,
            "--log-level",
            "critical",
            "--timeout",
            SLOW,
            *more,
        ]
        return self.begin(program, *told, "config.wsgi")

    def collect_static(self) -> None:
        """Once a run: every house serves the same files."""
        if self.root not in COLLECTED:
            self.manage("collectstatic", "--noinput", "--verbosity", "0")
            COLLECTED.add(self.root)

    @contextmanager
    def serving(self) -> Iterator[None]:
        self.collect_static()
        with ending(self.gunicorn()):
            self.wait()
            yield

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.get("/sante/").status == 200:
                return
            time.sleep(0.2)
        raise RuntimeError("Le site ne répond pas.")

    def get(self, path: str, port: int | None = None) -> Answer:
        return ask(f"http://127.0.0.1:{port or self.port}{path}")


def ask(address: str | urllib.request.Request, **told: Any) -> Answer:
    """Ask for an address; `told` is what urllib takes besides (data, context)."""
    started = time.monotonic()
    headers: dict[str, str] = {}
    try:
        with urllib.request.urlopen(address, timeout=60, **told) as answer:
            body, status = answer.read().decode(errors="replace"), answer.status
            headers = dict(answer.headers)
    except urllib.error.HTTPError as error:
        body, status = error.read().decode(errors="replace"), error.code
        headers = dict(error.headers)
    except OSError as error:
        body, status = str(error), 0
    return Answer(status, body, time.monotonic() - started, headers)


@contextmanager
def ending(*processes: subprocess.Popen[bytes]) -> Iterator[tuple[subprocess.Popen[bytes], ...]]:
    """Stop processes at the end, in good order."""
    try:
        yield processes
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=60)


@dataclass(frozen=True)
class Answer:
    """status: 0 when nobody answered. seconds: how long it took."""

    status: int
    body: str
    seconds: float
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def tells_too_much(self) -> bool:
        return any(word in self.body for word in ("Traceback", "OperationalError", "psycopg"))
