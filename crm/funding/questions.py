"""The questions of each version of the forms, read from versions/*.toml. A new version is a new file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from editorial.typography import french

from .models import Moment

FOLDER = Path(__file__).with_name("versions")
UNKNOWN, REFUSED, UNREACHED = "unknown", "refused", "unreached"
SAID_APART = {
    UNKNOWN: "inconnu",
    REFUSED: "ne souhaite pas répondre",
    UNREACHED: "personne injoignable",
}


@dataclass(frozen=True)
class Question:
    """kind: choice, day, commune, email, phone or text. choices: code → what is read."""

    code: str
    label: str
    kind: str
    choices: Mapping[str, str] = field(default_factory=dict)
    help: str = ""
    optional: bool = False

    def told(self, answer: Any) -> str:
        """What is read of an answer; communes are named elsewhere."""
        return self.choices.get(answer) or SAID_APART.get(answer) or str(answer or "")


@dataclass(frozen=True)
class Step:
    """Questions asked together. `one_of`: one answer among these is enough, `missing` says so."""

    title: str
    questions: tuple[Question, ...]
    intro: str = ""
    sensitive: bool = False
    one_of: tuple[str, ...] = ()
    missing: str = ""

    def lacks(self, answers: Mapping[str, Any]) -> list[str]:
        """The labels of what has no answer yet. « inconnu » is none."""
        given = {code for code, value in answers.items() if value not in ("", None, UNKNOWN)}
        missed = [one.label for one in self.questions if not one.optional and one.code not in given]
        if self.one_of and not given.intersection(self.one_of):
            missed.append("De quoi joindre la personne")
        return missed


@dataclass(frozen=True)
class Form:
    """The questions of one moment. `unchanged`: what an earlier answer is worth when nothing changed."""

    title: str
    steps: tuple[Step, ...]
    unchanged: Mapping[str, str] = field(default_factory=dict)

    def questions(self, *, sensitive: bool = False) -> Iterator[Question]:
        for step in self.steps:
            if step.sensitive == sensitive:
                yield from step.questions

    def lacks(self, answers: Mapping[str, Any], apart: Mapping[str, Any]) -> list[str]:
        """What is missing, by question; of the sensitive ones, that some are missing and no more."""
        missed: list[str] = []
        for step in self.steps:
            labels = step.lacks(apart if step.sensitive else answers)
            missed += [step.title] if step.sensitive and labels else labels
        return missed


@dataclass(frozen=True)
class Version:
    code: str
    label: str
    valid_from: date
    forms: Mapping[str, Form]

    def form(self, moment: str) -> Form:
        return self.forms[moment]


@cache
def versions() -> Mapping[str, Version]:
    read = (
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))
    )
    found = [_version(raw) for raw in read]
    return MappingProxyType({one.code: one for one in found})


def version(code: str) -> Version:
    return versions()[code]


def current(day: date) -> Version:
    """The version in force on a day: the last one that had begun, the first one before any."""
    ranked = sorted(versions().values(), key=lambda one: one.valid_from)
    begun = [one for one in ranked if one.valid_from <= day]
    return begun[-1] if begun else ranked[0]


def _version(raw: dict[str, Any]) -> Version:
    forms = {moment: _form(raw[moment]) for moment in Moment.values}
    return Version(raw["code"], raw["label"], raw["valid_from"], MappingProxyType(forms))


def _form(raw: dict[str, Any]) -> Form:
    return Form(
        raw["title"],
        tuple(_step(step) for step in raw["steps"]),
        MappingProxyType(raw.get("unchanged", {})),
    )


def _step(raw: dict[str, Any]) -> Step:
    return Step(
        title=french(raw["title"]),
        questions=tuple(_question(one) for one in raw["questions"]),
        intro=french(raw.get("intro", "")),
        sensitive=raw.get("sensitive", False),
        one_of=tuple(raw.get("one_of", ())),
        missing=french(raw.get("missing", "")),
    )


def _question(raw: dict[str, Any]) -> Question:
    return Question(
        code=raw["code"],
        label=french(raw["label"]),
        kind=raw["kind"],
        choices=MappingProxyType({code: french(words) for code, words in raw.get("choices", [])}),
        help=french(raw.get("help", "")),
        optional=raw.get("optional", False),
    )
