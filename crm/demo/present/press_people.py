"""The media and the journalists of the demonstration, read from press.toml. None of them exists."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

WRITTEN = Path(__file__).with_name("press.toml")


@dataclass(frozen=True)
class Medium:
    name: str
    kind: str
    rhythm: str
    area: str
    email: str
    phone: str


@dataclass(frozen=True)
class Journalist:
    """medium: rank among the media, None for a freelance. known_for: days since the sheet was added."""

    last_name: str
    function: str
    beats: list[str]
    known_for: int
    civility: str = ""
    first_name: str = ""
    email: str = ""
    medium: int | None = None
    phone: str = ""
    keeps_embargo: bool = False
    area: str = ""


@dataclass(frozen=True)
class Talk:
    """who: rank among the journalists."""

    who: int
    days: int
    kind: str
    direction: str
    words: str


@dataclass(frozen=True)
class Article:
    """author: rank among the journalists, None when nobody knows."""

    medium: int
    days: int
    title: str
    excerpt: str
    author: int | None = None
    reach: int | None = None
    tone: str = ""
    subject: str = ""
    of_release: bool = False


@dataclass(frozen=True)
class Press:
    media: list[Medium] = field(default_factory=list)
    journalists: list[Journalist] = field(default_factory=list)
    exchanges: list[Talk] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)


def press() -> Press:
    told = tomllib.loads(WRITTEN.read_text(encoding="utf-8"))
    return Press(
        [Medium(**one) for one in told["media"]],
        [Journalist(**one) for one in told["journalists"]],
        [Talk(**one) for one in told["exchanges"]],
        [Article(**one) for one in told["articles"]],
    )
