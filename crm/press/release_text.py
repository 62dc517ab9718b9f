"""A press release as a letter: its words, whom to call, where it reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from crm.mailings.launching import Plan
from crm.mailings.models import Nature
from crm.registers.written_texts import problems
from news.models import PressKitPage, PressRoomPage, ReleasePage
from news.plain_text import plain_text

from .audience import CODE
from .standing import moment

# What the few words of whoever sends may name.
FIELDS = ("prenom", "nom", "civilite")
# A release holds no merge field: its braces are read as they are.
AS_READ = str.maketrans("{}", "()")
SUBJECT_AT_MOST = 200


@dataclass(frozen=True)
class Draft:
    """What is to be sent. held: the hour before which nothing may be published."""

    key: str
    release: ReleasePage
    word: str = ""
    held: datetime | None = None


def faults(word: str) -> list[str]:
    """What is wrong with the merge fields of a word, a French sentence each."""
    return problems(word, FIELDS)


def plan_of(draft: Draft) -> Plan:
    """The plan of a mailing. One query about the kits of the release, a few about its page."""
    release = draft.release
    context = _context(draft)
    html = render_to_string("crm_press/letters/release.html", context)
    text = render_to_string("crm_press/letters/release.txt", context)
    title = release.title.translate(AS_READ)
    mark = "SOUS EMBARGO, " if draft.held else ""
    return Plan(
        key=draft.key,
        nature=Nature.PRESS,
        title=f"Communiqué n°\u00a0{release.reference}\u00a0: {title}"[:160],
        subject=f"{mark}Communiqué de presse\u00a0: {title}"[:SUBJECT_AT_MOST],
        text=text.strip() + "\n",
        html=html,
        audience=CODE,
        fields=FIELDS,
    )


def _context(draft: Draft) -> dict[str, object]:
    release = draft.release
    room = release.get_parent().get_parent().specific
    body = render_to_string("editorial/body.html", {"body": release.body})
    told = {
        "title": release.title,
        "lead": release.lead,
        "body": plain_text(body, root()).strip(),
        "boilerplate": room.boilerplate.strip(),
        "contact": release.contact.strip() or _contact(room),
    }
    return {name: text.translate(AS_READ) for name, text in told.items()} | {
        "release": release,
        "held": moment(draft.held) if draft.held else "",
        "word": draft.word.strip(),
        "address": address(release),
        "kits": [(kit.title.translate(AS_READ), address(kit)) for kit in kits_of(release)],
        "attached": release.attachments.exists(),
    }


def _contact(room: PressRoomPage) -> str:
    """Whom a journalist calls, a line each."""
    officer = room.officer[:1].upper() + room.officer[1:]
    return "\n".join(line for line in (officer, room.telephone, room.email) if line)


def root() -> str:
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def address(page: ReleasePage | PressKitPage) -> str:
    """The whole address of a page on the site."""
    parts = page.get_url_parts()
    return root() + parts[2] if parts else root()


def kits_of(release: ReleasePage) -> Iterator[PressKitPage]:
    """The kits that anybody may read and that hold a release."""
    kits = PressKitPage.objects.visible().filter(releases__release=release)
    return kits.newest_first().distinct().iterator()  # type: ignore[no-any-return]
