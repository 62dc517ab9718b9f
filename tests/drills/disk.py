"""A disk on which nothing more can be written, and which is then freed."""

from __future__ import annotations

import os
import subprocess

from tests.drills.backups import MODEL
from tests.drills.house import Drill, House

ROOM = 6_000_000  # bytes left once the site is there


def disk_is_full(drill: Drill) -> None:
    if os.geteuid() != 0:
        drill.say("Non fait : il faut le droit de monter un petit disque.")
        return
    source = drill.folder.parent / MODEL
    if not source.exists():
        House(drill.folder, f"sqlite:///{source}").furnish()
    drill.folder.mkdir(parents=True, exist_ok=True)
    small = drill.folder / "disque"
    small.mkdir()
    size = source.stat().st_size + ROOM
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(small)], check=True)
    try:
        (small / "site.sqlite3").write_bytes(source.read_bytes())
        house = House(drill.folder, f"sqlite:///{small / 'site.sqlite3'}", port=8092)
        fill(drill, house, small)
    finally:
        subprocess.run(["umount", "--lazy", str(small)], check=False)


def fill(drill: Drill, house: House, small) -> None:  # type: ignore[no-untyped-def]
    house.collect_static()
    full = house.inside("fill_up")
    drill.say(f"{full['opened']} dossiers ouverts, puis la base refuse : « {full['refused']} ».")
    (small / "reste").write_bytes(b"")
    _stuff(small / "reste")
    answer = house.inside("post")
    drill.promise(
        answer["status"] == 503 and "Traceback" not in answer["body"],
        f"Un visiteur qui s’abonne reçoit la page {answer['status']}, sans pile.",
    )
    seen = house.inside("count_people")
    drill.promise(
        seen["people"] == full["before"] + full["opened"] and seen["verdict"] == "ok",
        f"Rien à moitié : {seen['people']} dossiers, ni un de plus ni un de moins ; intégrité « {seen['verdict']} ».",
    )
    (small / "reste").unlink()
    for rest in small.glob("*.tmp"):
        rest.unlink()
    subprocess.run(["mount", "-o", f"remount,size={ROOM * 20}", "tmpfs", str(small)], check=True)
    again = house.inside("post")
    drill.promise(
        again["status"] in (200, 302),
        f"Le disque agrandi, le même envoi passe : {again['status']}.",
    )


def _stuff(file) -> None:  # type: ignore[no-untyped-def]
    """Take what is left, to the last byte."""
    with file.open("ab", buffering=0) as opened:
        for block in (4096, 1):
            try:
                while True:
                    opened.write(b"0" * block)
            except OSError:
                continue
