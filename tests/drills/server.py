"""A PostgreSQL server of our own, that a drill may stop as it likes."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


def programs() -> Path | None:
    known = shutil.which("pg_ctl")
    if known:
        return Path(known).resolve().parent
    return next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


def found() -> bool:
    return programs() is not None and (os.geteuid() != 0 or shutil.which("runuser") is not None)


class Server:
    """Runs as « postgres » when we are root, whom PostgreSQL refuses."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.data = folder / "donnees"

    def __enter__(self) -> Server:
        self.folder.mkdir(parents=True)
        if os.geteuid() == 0:
            for path in [*self.folder.parents][:2]:
                path.chmod(0o755)
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "--auth=trust", "--username=postgres", f"--pgdata={self.data}")
        self.start()
        return self

    def __exit__(self, *failed: object) -> None:
        self._run("pg_ctl", "stop", "--mode=immediate", f"--pgdata={self.data}", check=False)

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self._run(
            "pg_ctl", "start", "--wait", f"--pgdata={self.data}", f"--options={options}",
            f"--log={self.folder / 'journal'}",
        )  # fmt: skip

    def stop(self) -> None:
        """As when the machine loses its power."""
        self._run("pg_ctl", "stop", "--mode=immediate", f"--pgdata={self.data}")

    def url(self, name: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    def create(self, name: str) -> None:
        self._run("createdb", "--host=127.0.0.1", f"--port={self.port}", "-U", "postgres", name)

    def drop(self, name: str) -> None:
        self._run(
            "dropdb", "--force", "--host=127.0.0.1", f"--port={self.port}", "-U", "postgres", name
        )

    def _run(self, tool: str, *arguments: str, check: bool = True) -> None:
        folder = programs()
        command = [str((folder or Path()) / tool), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(
            command, cwd="/", check=check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
