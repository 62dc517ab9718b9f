"""The letters of a draft. Nothing that was typed enters them: nobody is mailed through us."""

from __future__ import annotations

from datetime import datetime, timedelta

from crm.applications.models import Draft
from crm.letters import services as outbox
from crm.letters.models import Letter, LetterState

from .links import link_to, resume_address

FOLDER = "crm_applications/letters"
LINK, SOON = f"{FOLDER}/draft_link.txt", f"{FOLDER}/draft_soon.txt"
# An address that others type again and again is not flooded.
MOST_A_DAY = 5


def key_of(draft: Draft) -> str:
    return f"draft-{draft.pk}"


def send_link(draft: Draft, now: datetime) -> None:
    """Write the link that resumes a draft, unless this address has had many today."""
    lately = Letter.objects.filter(
        template=LINK, to__iexact=draft.email, written_at__gt=now - timedelta(days=1)
    )
    if lately.count() < MOST_A_DAY:
        _write(LINK, draft, f"link-{now:%Y%m%d%H%M%S%f}", now, {})


def announce_end(draft: Draft, ends_at: datetime, now: datetime) -> None:
    """Say once that a draft goes soon."""
    _write(SOON, draft, f"soon-{draft.saved_at:%Y%m%d%H%M%S}", now, {"ends_at": ends_at})


def _write(
    template: str, draft: Draft, end: str, now: datetime, context: dict[str, object]
) -> None:
    outbox.write(
        template,
        to=draft.email,
        key=f"{key_of(draft)}-{end}",
        context={"resume": resume_address(), "started_at": draft.started_at} | context,
        link=link_to(draft),
        at=now,
    )


def recall(draft: Draft) -> None:
    """Stop the letters that have not left: they would carry a link to a wrong address."""
    outbox.letters_of(key_of(draft)).filter(state=LetterState.QUEUED).delete()


def forget(draft: Draft) -> None:
    outbox.letters_of(key_of(draft)).delete()
