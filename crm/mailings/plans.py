"""What is about to be sent to many, and what is wrong with it before it leaves."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

from crm.journal.refusal import Refused
from crm.people.models import Civility, Person
from crm.registers.written_texts import FIELD, problems

from .audiences import AUDIENCES
from .models import Nature

COMMON_FIELDS = ("prenom", "nom", "civilite")
PRESS = "press"
# What a mail reader shows badly, or what would leave our house: nothing of it belongs in a letter.
FORBIDDEN = re.compile(r"<\s*(script|style|iframe|form|object|embed|link|video|audio)\b", re.I)
PICTURE = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']([^\"']*)[\"']", re.I)


@dataclass(frozen=True)
class Plan:
    """One message to many.

    key        unique for ever: "issue-12", "segment-3"
    text       plain text with merge fields, « ## » for a heading, « - » for an item
    html       a fragment that takes the place of the text laid out, "" for none
    audience   the code of the public that agreed; nothing for a message of service
    per_minute the pace, settings.MAILINGS_PER_MINUTE unless told
    fields     the merge fields that the text may name beside prenom, nom and civilite
    """

    key: str
    nature: Nature
    title: str
    subject: str
    text: str
    html: str = ""
    audience: str = ""
    per_minute: int | None = None
    fields: Sequence[str] = field(default_factory=tuple)

    @property
    def public(self) -> str:
        """The audience that is asked, "" for a message of service."""
        if self.nature == Nature.SERVICE:
            return ""
        return self.audience or (PRESS if self.nature == Nature.PRESS else "")

    @property
    def pace(self) -> int:
        return max(1, self.per_minute or settings.MAILINGS_PER_MINUTE)


def check(plan: Plan) -> None:
    """Raise Refused, in French, on the first thing that would not do in a letter."""
    if not plan.key.strip() or not plan.title.strip():
        raise Refused("Un envoi porte une clé et un intitulé.")
    if not plan.subject.strip():
        raise Refused("Donnez un objet à cet envoi.")
    if not plan.text.strip():
        raise Refused(
            "Le texte est vide\N{NO-BREAK SPACE}: certains messages se lisent en texte seul."
        )
    known = {*COMMON_FIELDS, *plan.fields}
    for words in (plan.subject, plan.text, plan.html):
        if found := problems(words, known):
            raise Refused(found[0])
    if plan.nature != Nature.SERVICE and plan.public not in AUDIENCES:
        raise Refused("Dites à quel public, qui y a consenti, cet envoi s’adresse.")
    _check_markup(plan.html)


def _check_markup(html: str) -> None:
    if found := FORBIDDEN.search(html):
        tag = f"«\N{NO-BREAK SPACE}{found[1].lower()}\N{NO-BREAK SPACE}»"
        raise Refused(f"Une balise {tag} n’a pas sa place dans un courriel.")
    home = urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc
    if any(urlsplit(source).netloc not in {"", home} for source in PICTURE.findall(html)):
        raise Refused(
            "Une image vient d’un autre site\N{NO-BREAK SPACE}: n’employez que celles de celui-ci."
        )


def values_of(
    given: Mapping[str, str], person: Person | None, named: Collection[str]
) -> dict[str, str]:
    """The values of the fields that a plan names: those given, else those of the person's file."""
    known: dict[str, str] = {}
    if person is not None:
        civility = person.civility and Civility(person.civility).label
        known = {
            "prenom": person.first_name,
            "nom": person.last_name,
            "civilite": str(civility or ""),
        }
    known |= given
    return {name: str(known.get(name, "")) for name in named}


def named_in(plan: Plan) -> set[str]:
    """The merge fields that a plan really names."""
    return {name for words in (plan.subject, plan.text, plan.html) for name in FIELD.findall(words)}
