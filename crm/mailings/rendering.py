"""A letter of a mailing as one person reads it: subject, plain text, page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe

from crm.letters.addresses import address
from crm.registers.written_texts import fill, laid_out
from editorial.models import IdentitySettings

from .audiences import AUDIENCES
from .dressing import HEAD, dressed, whole_addresses
from .models import Nature

HEADING = re.compile(r"^## (.+)$", re.M)
LINK = re.compile(r"https?://[^\s<>«»]*[^\s<>«».,;:!?)]")
# « Bonjour , » when nobody's first name is known.
HOLE = re.compile(r"[ \t]+(?=[,.])")


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str


class Written(Protocol):
    """What a plan and a mailing have in common."""

    @property
    def nature(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def html(self) -> str: ...


def filled(words: str, values: Mapping[str, str]) -> str:
    return HOLE.sub("", fill(words, values))


def subject_of(written: Written, values: Mapping[str, str]) -> str:
    """One line, whatever the values hold."""
    return " ".join(filled(written.subject, values).split())[:200]


def rendered(
    written: Written,
    values: Mapping[str, str],
    *,
    public: str,
    leave: str,
    sender: IdentitySettings | None = None,
) -> Rendered:
    """Fill a message for one person. `leave` is the address of their unsubscription page, "" for none."""
    subject = subject_of(written, values)
    text = HEADING.sub(_underlined, filled(written.text.replace("\r\n", "\n"), values)).strip()
    frame = {
        "sender": sender or IdentitySettings.of_the_site(),
        "site": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + "/",
        "why": why(written.nature, public),
        "leave": leave,
        "subject": subject,
    }
    plain = render_to_string("crm_mailings/letter.txt", frame | {"text": mark_safe(text)})  # noqa: S308  # nosec B308 B703
    fragment = mark_safe(_fragment(written, values))  # noqa: S308  # nosec B308 B703
    head = mark_safe(HEAD)  # noqa: S308  # nosec B308 B703
    page = render_to_string("crm_mailings/letter.html", frame | {"main": fragment, "head": head})
    return Rendered(subject, plain.strip() + "\n", whole_addresses(dressed(page)))


def why(nature: str, public: str) -> str:
    """Why somebody receives a letter, in a sentence of its foot."""
    if nature == Nature.SERVICE:
        return "Vous recevez ce message parce qu’il concerne une démarche en cours avec nous."
    label = AUDIENCES[public].label if public in AUDIENCES else "nos informations"
    if nature == Nature.PRESS:
        return (
            f"Vous recevez ce message parce que votre adresse professionnelle figure dans {label}."
        )
    return f"Vous recevez ce message parce que vous avez accepté de recevoir {label}."


def leave_address(token: str) -> str:
    return address("unsubscribe", token)


def _underlined(found: re.Match[str]) -> str:
    return f"{found[1]}\n{'-' * min(len(found[1]), 60)}"


def _fragment(written: Written, values: Mapping[str, str]) -> str:
    if written.html:
        return filled(written.html, {name: escape(value) for name, value in values.items()})
    page = HOLE.sub("", laid_out(written.text, values))
    return LINK.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', page)
