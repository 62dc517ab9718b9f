"""A site made by an older version of the code is brought up to date by this one."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.drills.house import ROOT, Drill, House

READ = ["/", "/actualites/", "/formations/", "/plan-du-site/", "/resultats/"]


def git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else ""


def version(wanted: str) -> str:
    """The version asked for, else the last label, else the commit before this one."""
    return wanted or git("describe", "--tags", "--abbrev=0", "HEAD^") or git("rev-parse", "HEAD^")


@contextmanager
def checked_out(reference: str, folder: Path) -> Iterator[Path]:
    if not git("rev-parse", "--verify", f"{reference}^{{commit}}"):
        raise RuntimeError(f"La version {reference} est inconnue du dépôt.")
    subprocess.run(
        ["git", "worktree", "add", "--detach", "--quiet", str(folder), reference],
        cwd=ROOT,
        check=True,
    )
    try:
        yield folder
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", str(folder)], cwd=ROOT, check=False)


def an_older_site(drill: Drill) -> None:
    reference = version(drill.options.depuis)
    drill.folder.mkdir(parents=True)
    file = drill.folder / "site.sqlite3"
    with checked_out(reference, drill.folder / "avant") as root:
        before = House(drill.folder, f"sqlite:///{file}", root=root)
        before.furnish(f"sqlite-{git('rev-parse', '--short', reference)}")
        figures = before.manage("indicators", "--format", "json")
        drill.say(
            f"La démonstration est faite par {git('log', '-1', '--format=%h, « %s »', reference)}."
        )
    after = House(drill.folder, f"sqlite:///{file}", port=8096)
    late = [line for line in after.manage("showmigrations", "--plan").splitlines() if "[ ]" in line]
    after.manage("migrate", "--verbosity", "0")
    after.manage("createcachetable")
    drill.say(f"Mise à jour par cette version : {len(late)} migrations.")
    drill.promise(
        "No changes" in after.manage("makemigrations", "--check", "--dry-run"),
        "Aucune migration ne manque.",
    )
    after.manage("check", "--fail-level", "ERROR")
    drill.promise(
        after.manage("indicators", "--format", "json") == figures, "Les indicateurs sont les mêmes."
    )
    drill.promise(
        after.inside("sign_in", "conseillere")["signed_in"],
        "Un compte se connecte avec son mot de passe.",
    )
    with after.serving():
        answers = [after.get(path) for path in READ]
        drill.promise(
            {one.status for one in answers} == {200},
            f"Le site répond : {', '.join(str(one.status) for one in answers)}.",
        )
