from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone

from crm.journal.refusal import Refused
from editorial.frame import frame_of

from .models import ADULT_AT, OF_ONESELF, SAID_BY_VOICE, Consent, Purpose, Wording

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# The information under what people write from a page of their own.
FOLLOWED = "suivi"
# Told of each agreement withdrawn, in its transaction.
Listener = Callable[[Consent], object]
_listeners: dict[str, Listener] = {}
LISTENERS = MappingProxyType(_listeners)


def register(name: str, listener: Listener) -> None:
    """Called from AppConfig.ready of a room that acts on a withdrawal; constant afterwards."""
    if _listeners.get(name, listener) is not listener:
        raise RuntimeError(f"Two rooms hear of withdrawals as « {name} ».")
    _listeners[name] = listener


def current_wording(code: str, at: datetime | None = None) -> Wording | None:
    """Return the version of a text that holds at a moment, None when it was never written."""
    day = timezone.localdate(at or timezone.now())
    return Wording.objects.filter(code=code, valid_from__lte=day).order_by("-version").first()


def read_aloud(wording: Wording | None, *, controller: str, officer: str) -> str:
    """Return a text as the public reads it, its controller and data protection officer named."""
    text = wording.text if wording else ""
    return text.replace("{responsable}", controller).replace("{delegue}", officer)


def notice_on(request: HttpRequest, code: str) -> str:
    """Return the text of today as the page of a form reads it."""
    frame = frame_of(request)
    identity, legal = frame.identity, frame.legal
    return read_aloud(
        current_wording(code),
        controller=identity.legal_name or identity.name,
        officer=legal.dpo_contact or identity.email or identity.telephone,
    )


def is_minor(person: Any, at: datetime) -> bool:
    """Tell whether somebody turns eighteen after this year: only the year of birth is known."""
    born = getattr(person, "birth_year", None)
    return born is not None and timezone.localdate(at).year - born < ADULT_AT


def note(
    person: Any,
    purpose: Purpose,
    *,
    given: bool,
    channel: str,
    about: str = "",
    wording: Wording | None = None,
    proof: str = "",
    by: User | None = None,
    at: datetime | None = None,
) -> Consent:
    """Add what a person said on a purpose, `about` one partner when it is a sharing. The last line counts.

    Raises Refused when a minor would agree alone to be shown.
    """
    when = at or timezone.now()
    if given and purpose in OF_ONESELF and not about and is_minor(person, when):
        raise Refused(
            "Cette personne est mineure : l’accord de ses deux parents se note sur la page du foyer."
        )
    word = Consent.objects.create(
        person=person,
        purpose=purpose,
        given=given,
        channel=channel,
        about=about,
        wording=wording,
        proof=proof,
        actor=by,
        at=when,
    )
    for listener in () if given else _listeners.values():
        listener(word)
    return word


def given_by(person: Any) -> list[Consent]:
    """The agreements of somebody that hold today, of those that they may withdraw by themselves."""
    words = Consent.objects.filter(person=person, purpose__in=SAID_BY_VOICE)
    return [word for word in words.current().order_by("purpose", "pk") if word.given]


def informed(
    person: Any, code: str, *, channel: str, proof: str = "", at: datetime | None = None
) -> Consent | None:
    """Keep which version of an information somebody had under their eyes as they answered, once a version."""
    wording = current_wording(code, at)
    if wording is None:
        return None
    known = Consent.objects.filter(person=person, purpose=Purpose.NOTICE, wording=wording)
    if known.exists():
        return None
    return note(
        person, Purpose.NOTICE, given=True, channel=channel, wording=wording, proof=proof, at=at
    )
