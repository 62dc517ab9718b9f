"""What is looked at, and by whom. A room or a plugin offers a check through `register_health_check() -> Check`:

    @hooks.register("register_health_check")
    def watch_the_queue() -> Check:
        return Check("queue", "File d’attente", look_at_the_queue)

`look_at_the_queue(at)` returns a Finding; whatever it raises is a finding too. It reads a row or two, and
nothing of it names anybody: a monitor reads it without signing in.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from wagtail import hooks

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """wrong: what is not as it should be, one French sentence, "" when all is well. todo: what to do about it.

    value, unit: what was measured, for who may read figures. url: the name of the screen where one acts.
    """

    wrong: str = ""
    todo: str = ""
    value: float | None = None
    unit: str = ""
    url: str = ""


@dataclass(frozen=True)
class Check:
    """name: as monitors read it. vital: without it the site serves nobody, and /sante/pret/ answers 503.

    desk: for people alone, left out of /sante/pret/. may: the right of those whom it concerns beside
    whoever looks after the house, "" for nobody else.
    """

    name: str
    label: str
    run: Callable[[datetime], Finding]
    vital: bool = False
    desk: bool = False
    may: str = ""


@dataclass(frozen=True)
class Looked:
    """A check and what it found; nothing when it did not answer in time."""

    check: Check
    finding: Finding | None

    @property
    def state(self) -> str:
        """One of: ok, warning, down, unknown."""
        if self.finding is None:
            return "unknown"
        if not self.finding.wrong:
            return "ok"
        return "down" if self.check.vital else "warning"


def checks() -> list[Check]:
    """Those that need no database come first: they are known even when it hangs."""
    return [offer() for offer in hooks.get_hooks("register_health_check")]


def look_at(check: Check, at: datetime) -> Finding:
    try:
        return check.run(at)
    except Exception as error:
        logger.exception("The check %s failed.", check.name)
        wrong = (
            f"{check.label}\N{NO-BREAK SPACE}: la vérification a échoué ({type(error).__name__})."
        )
        return Finding(wrong, "Lire le journal technique du site.")


def in_words(length: timedelta) -> str:
    """« 40 minutes », « 3 heures », « 2 jours »: the whole part alone."""
    minutes = int(length.total_seconds() // 60)
    for size, name in ((1440, "jours"), (60, "heures")):
        if minutes >= 2 * size:
            return f"{minutes // size}\N{NO-BREAK SPACE}{name}"
    return f"{minutes}\N{NO-BREAK SPACE}minute{'s' if minutes > 1 else ''}"
