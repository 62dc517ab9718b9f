"""From a draft to a form: read again as a whole, then received as any other post."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone

from crm.applications import files, intake
from crm.applications.answers import Answers
from crm.applications.forms_coming import LODGING, ComingForm
from crm.applications.models import Draft, DraftState, Submission
from crm.consents.services import current_wording
from crm.journal.refusal import Refused
from crm.people.countries import FRANCE
from crm.people.reaching import confirm_address

from .links import Opened
from .services import mark_sent
from .steps import COMING, STEPS, YOU, filled


class Incomplete(Refused):
    """Some steps are to be filled in, or filled in again. `slugs` names them, in their order."""

    def __init__(self, slugs: list[str]) -> None:
        self.slugs = slugs
        named = ", ".join(f"«\u00a0{STEPS[slug].label}\u00a0»" for slug in slugs)
        several = "les parties" if len(slugs) > 1 else "la partie"
        super().__init__(f"Il reste à compléter {several} {named}.")


@transaction.atomic
def send(opened: Opened, *, newsletter: bool, at: datetime | None = None) -> Submission:
    """Send a draft once: the same one again is the form that was received.

    Raises Incomplete when an answer is missing, or no longer right: a session that closed meanwhile.
    """
    now = at or timezone.now()
    draft = Draft.objects.select_for_update().get(pk=opened.draft.pk)
    if draft.state == DraftState.SENT and draft.submission:
        return draft.submission
    read = filled(draft, timezone.localdate(now))
    if lacking := [slug for slug, form in read.items() if not form.is_valid()]:
        raise Incomplete(lacking)
    coming = read[COMING]
    submission = intake.receive(
        draft.form_key,
        answers_of(read, newsletter),
        coming.chosen_session if isinstance(coming, ComingForm) else None,
        wording=current_wording(intake.NOTICE, now),
        origin=draft.origin,
        at=now,
    )
    files.give(draft, submission, now)
    application = getattr(submission, "application", None)
    if application and (draft.confirmed_at or opened.by_letter):
        confirm_address(application.person, draft.email, at=now)
    mark_sent(draft, submission, now)
    return submission


def answers_of(read: dict[str, forms.Form], newsletter: bool) -> Answers:
    """What valid forms say; what was typed in the part that does not concern them is left."""
    said: dict[str, Any] = {"newsletter": newsletter}
    for form in read.values():
        said |= form.cleaned_data
    if read[YOU].lives_in_france:  # type: ignore[attr-defined]
        said["country"] = FRANCE
    else:
        said["commune"] = ""
    said["lodging"] = said["lodging"] == LODGING
    for name in ("arrives_on", "leaves_on"):
        said[name] = _written(said[name])
    return Answers(**{name: said[name] for name in Answers.__dataclass_fields__})


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
