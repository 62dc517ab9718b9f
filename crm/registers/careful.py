"""Notes that the person may read: what is said beside their field, and the words that warn."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from crm.journal.models import Action
from crm.journal.services import record
from editorial.search.french import without_accents
from editorial.typography import french

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WORDS = Path(__file__).with_name("careful.toml")
FACTS = "Des faits utiles au suivi"
MAY_READ = "la personne peut lire ces lignes."
PASSED_OVER = "Enregistré malgré l’avertissement sur les mots employés."
ANYWAY = "careful"
# Shorter words have a plural alone: « con » is not « cône ».
SHORTEST_AGREEMENT = 4


@dataclass(frozen=True)
class Subject:
    """A subject that a note leaves aside. Expressions and stems are folded, word by word."""

    about: str  # with its preposition: « à la santé »
    instead: str
    words: frozenset[tuple[str, ...]]
    stems: tuple[str, ...]


@dataclass(frozen=True)
class Caution:
    """The words of a text that touch a subject, as they were typed."""

    words: tuple[str, ...]
    about: str
    instead: str

    def __str__(self) -> str:
        named = ", ".join(f"« {word} »" for word in self.words)
        touch = "touche" if len(self.words) == 1 else "touchent"
        return french(f"{named} {touch} {self.about}. {self.instead}")


def _folded(text: str) -> list[tuple[str, str]]:
    """The words of a text, each one as typed and as compared."""
    typed = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))
    return [(word, without_accents(word)) for word in typed]


@cache
def subjects() -> tuple[Subject, ...]:
    written = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return tuple(
        Subject(
            about=subject["about"],
            instead=subject["instead"],
            words=frozenset(
                tuple(plain for _, plain in _folded(words)) for words in subject["words"]
            ),
            stems=tuple(without_accents(stem) for stem in subject["stems"]),
        )
        for subject in written.values()
    )


def cautions(text: str) -> list[Caution]:
    """Return what a text says that a note leaves aside, a caution a subject."""
    words = _folded(text)
    found = [(subject, _named(subject, words)) for subject in subjects()]
    return [Caution(named, subject.about, subject.instead) for subject, named in found if named]


def _named(subject: Subject, words: list[tuple[str, str]]) -> tuple[str, ...]:
    named: dict[str, None] = {}
    for start, (typed, plain) in enumerate(words):
        if plain.startswith(subject.stems):
            named[typed] = None
        for expression in subject.words:
            here = words[start : start + len(expression)]
            if len(here) == len(expression) and _same(here, expression):
                named[" ".join(word for word, _ in here)] = None
    return tuple(named)


def _same(words: list[tuple[str, str]], expression: tuple[str, ...]) -> bool:
    """Compare word by word, whatever the number and, for words long enough, the gender."""
    return all(
        plain == wanted or (plain.startswith(wanted) and plain[len(wanted) :] in _endings(wanted))
        for (_, plain), wanted in zip(words, expression, strict=True)
    )


def _endings(word: str) -> set[str]:
    return {"s", "x"} if len(word) < SHORTEST_AGREEMENT else {"s", "x", "e", "es"}


class PersonText(forms.CharField):
    """A free text that speaks of somebody: beside it stands that they may read it."""

    def __init__(self, *, rows: int = 0, help_text: str = "", **options: Any) -> None:
        if rows:
            options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        begins = help_text.rstrip(".") or FACTS
        joined = f"{begins}\N{NO-BREAK SPACE}: {MAY_READ}"
        super().__init__(help_text=joined, **options)


class CarefulForm(forms.Form):
    """A form of the desk whose free texts warn of some words, and are saved all the same when told so.

    careful_fields  the texts that are looked at
    passed_over     those that were saved in spite of the warning, once the form is valid
    A text that `initial` already holds warned once: it is left alone.
    """

    careful_fields: ClassVar[tuple[str, ...]] = ()

    def full_clean(self) -> None:
        self.passed_over: list[str] = []
        super().full_clean()
        if not self.is_bound:
            return
        warned = {
            name: told
            for name in self.careful_fields
            if (text := self.cleaned_data.get(name))
            and text != self.initial.get(name)
            and (told := cautions(text))
        }
        if not warned:
            return
        if self.data.get(self.add_prefix(ANYWAY)):
            self.passed_over = sorted(warned)
        else:
            for name, told in warned.items():
                self.add_error(name, " ".join(map(str, told)))
        self._offer_to_pass_over(next(iter(warned)))

    def _offer_to_pass_over(self, beside: str) -> None:
        """Put « Enregistrer quand même » right after the first text that warns."""
        self.fields[ANYWAY] = forms.BooleanField(
            label="Enregistrer quand même",
            required=False,
            help_text="Le passage outre est inscrit au journal, sans les mots.",
        )
        order = [name for name in self.fields if name != ANYWAY]
        order.insert(order.index(beside) + 1, ANYWAY)
        self.order_fields(order)


def note_passing_over(form: forms.Form, row: Any, *, by: User, is_person: bool = True) -> None:
    """Journal that a warning was passed over: the names of the fields, never the words.

    is_person  whether `row` is the file itself, and not something that no file is tied to yet
    """
    fields = getattr(form, "passed_over", [])
    if fields:
        whose = row.pk if is_person else None
        record(Action.CHANGED, row, by=by, person_id=whose, fields=fields, reason=PASSED_OVER)
