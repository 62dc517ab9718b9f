"""The tools of others, from the npm registry: Lighthouse, the Nu HTML checker, ical.js."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.audit.addresses import Answer
from tests.audit.server import HOLD, ROOT

SOURCES = ROOT / ".ci" / "audit"
TOOLS = HOLD / "tools"
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser"])), "chromium")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def install() -> None:
    """Install the versions named beside the project, never inside it."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "ical.mjs"):
        shutil.copy(SOURCES / name, TOOLS / name)
    # --ignore-scripts: nothing here needs to be built, and nothing is to be downloaded elsewhere.
    quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--silent"]
    command = ["npm", "install", "--ignore-scripts", *quiet]
    subprocess.run(command, cwd=TOOLS, check=True)


def lighthouse(url: str, name: str) -> dict[str, float]:
    """Give the four scores of a page on a telephone, from 0 to 100."""
    report = HOLD / f"lighthouse-{name}.json"
    command = [
        "node", "node_modules/lighthouse/cli/index.js", url, "--quiet", "--output=json",
        f"--output-path={report}", f"--chrome-flags={FLAGS}",
        f"--only-categories={','.join(CATEGORIES)}",
    ]  # fmt: skip
    subprocess.run(command, cwd=TOOLS, check=True, env=environment())
    found = json.loads(report.read_text())["categories"]
    return {category: round(found[category]["score"] * 100) for category in CATEGORIES}


def environment() -> dict[str, str]:
    return os.environ | {"CHROME_PATH": CHROMIUM}


def nu(answers: Iterable[Answer]) -> list[str]:
    """Give the errors that the Nu checker finds in pages, « address: message »."""
    folder = HOLD / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    names = {}
    for number, answer in enumerate(answers):
        path = folder / f"{number:04}.html"
        path.write_bytes(answer.body)
        names[path.name] = answer.path
    jar = TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-Xss4m", "-jar", jar, "--errors-only", "--format", "json", folder]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    return [f"{names[Path(one['url']).name]} : {one['message']}" for one in messages]


def calendars(answers: Iterable[Answer]) -> list[str]:
    """Read calendar files with ical.js; give what it says of each."""
    folder = HOLD / "calendars"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    paths = []
    for answer in answers:
        path = folder / (re.sub(r"\W+", "-", answer.path).strip("-") + ".ics")
        path.write_bytes(answer.body)
        paths.append(path.name)
    if not paths:
        return []
    reader = TOOLS / "ical.mjs"
    command = ["node", str(reader), *(str(folder / name) for name in paths)]
    done = subprocess.run(command, cwd=TOOLS, check=True, capture_output=True, text=True)
    return [line.removeprefix(f"{folder}/") for line in done.stdout.splitlines()]
