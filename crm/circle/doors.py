"""How a partner comes in: a link that shows nothing by itself, then a code for one browser."""

from __future__ import annotations

import secrets
from collections.abc import MutableMapping
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from crm.journal.refusal import Refused
from crm.letters import links
from crm.people.contacts import normalise_email

from . import letters
from .letters import PARTNER_LINK
from .models import AccessCode, Helper

CODE_LASTS = timedelta(minutes=10)
TRIES = 5
CODES_AN_HOUR = 5
BROWSER, VISIT = "circle_browser", "circle_visit"
Session = MutableMapping[str, Any]


class Tried(Enum):
    """What became of a code: it opens, it is not this one, or another has to be asked for."""

    OPEN = "open"
    WRONG = "wrong"
    OVER = "over"


def opened_by(token: str, *, at: datetime | None = None) -> Helper | None:
    """The partner to whom a link was sent, while something is still shown at that address."""
    now = at or timezone.now()
    link = links.find(PARTNER_LINK, token, at=now)
    if link is None or link.created_at < now - timedelta(days=settings.CIRCLE["link_days"]):
        return None
    helper = Helper.objects.filter(pk=int(link.target)).first()
    return helper if helper and shown_to(helper, at=now) else None


def shown_to(helper: Helper, *, at: datetime | None = None) -> list[Helper]:
    """All that is open now to the address of a partner, who may help several journeys."""
    day = timezone.localdate(at or timezone.now())
    rows = Helper.objects.seeing(day).filter(email_key=helper.email_key)
    return list(rows.select_related("journey__person", "journey__owner").order_by("pk"))


def ask_again(email: str, *, at: datetime | None = None) -> None:
    """Send a new link to an address that is shown something; nothing elsewhere, and nobody is told which."""
    now = at or timezone.now()
    rows = Helper.objects.seeing(timezone.localdate(now))
    helper = rows.filter(email_key=normalise_email(email)).order_by("pk").first()
    if helper is not None:
        letters.send_link(helper, now)


@transaction.atomic
def send_code(helper: Helper, session: Session, *, at: datetime | None = None) -> None:
    """Send a code to the partner's address, for this browser alone. Raises Refused past a few an hour."""
    now = at or timezone.now()
    # The partner's row is the lock: two browsers do not go past the number together.
    Helper.objects.select_for_update().get(pk=helper.pk)
    recent = helper.codes.filter(sent_at__gt=now - timedelta(hours=1))
    if recent.count() >= CODES_AN_HOUR:
        raise Refused(
            "Plusieurs codes viennent de partir. Attendez une heure avant d’en demander un autre."
        )
    session[BROWSER] = session.get(BROWSER) or secrets.token_urlsafe(18)
    digits = f"{secrets.randbelow(10**6):06}"
    code = AccessCode.objects.create(
        helper=helper,
        digest=_digest(helper, session, digits),
        browser=_browser(session),
        sent_at=now,
        expires_at=now + CODE_LASTS,
    )
    letters.send_code(code, digits, int(CODE_LASTS.total_seconds() // 60))


@transaction.atomic
def try_code(helper: Helper, session: Session, typed: str, *, at: datetime | None = None) -> Tried:
    """Try a code in the browser that asked for it. Each try counts; a code opens once."""
    now = at or timezone.now()
    rows = AccessCode.objects.select_for_update(of=("self",))
    code = rows.filter(
        helper=helper, browser=_browser(session), used_at__isnull=True, expires_at__gt=now
    ).first()
    if code is None or code.tries >= TRIES:
        return Tried.OVER
    code.tries += 1
    right = constant_time_compare(code.digest, _digest(helper, session, typed))
    code.used_at = now if right else None
    code.save(update_fields=["tries", "used_at"])
    if right:
        until = now + timedelta(hours=settings.CIRCLE["visit_hours"])
        session[VISIT] = {"who": _who(helper), "until": until.isoformat()}
        return Tried.OPEN
    return Tried.WRONG if code.tries < TRIES else Tried.OVER


def is_in(helper: Helper, session: Session, *, at: datetime | None = None) -> bool:
    """Tell whether this browser gave a code sent to the partner's address, not too long ago."""
    visit = session.get(VISIT) or {}
    until = datetime.fromisoformat(visit["until"]) if visit else None
    return bool(
        until
        and until > (at or timezone.now())
        and constant_time_compare(visit["who"], _who(helper))
    )


def code_waits(helper: Helper, session: Session, *, at: datetime | None = None) -> bool:
    """Tell whether a code was sent to this browser that may still be typed."""
    now = at or timezone.now()
    return helper.codes.filter(
        browser=_browser(session), used_at__isnull=True, expires_at__gt=now, tries__lt=TRIES
    ).exists()


def go_out(session: Session) -> None:
    session.pop(VISIT, None)


def _browser(session: Session) -> str:
    return salted_hmac("circle-browser", session.get(BROWSER, ""), algorithm="sha256").hexdigest()


def _digest(helper: Helper, session: Session, digits: str) -> str:
    told = f"{helper.pk}:{session.get(BROWSER, '')}:{digits}"
    return salted_hmac("circle-code", told, algorithm="sha256").hexdigest()


def _who(helper: Helper) -> str:
    return salted_hmac("circle-who", helper.email_key, algorithm="sha256").hexdigest()
