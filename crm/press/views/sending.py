"""A release and the press: who received it, what was written of it, and sending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from crm.journal.refusal import Refused
from crm.mailings import launching
from crm.mailings.audiences import Addressee
from crm.mailings.models import Nature
from crm.press import audience, dispatching
from crm.press.choosing import Choice, choose, of_dispatch
from crm.press.forms import DispatchForm, ReasonForm, ToForm
from crm.press.models import DispatchState, PressContact, ReleaseDispatch
from crm.press.release_text import Draft, plan_of
from crm.press.standing import standing
from crm.registers.access import agent, needs
from crm.registers.words import counted
from crm.registers.written_texts import fill
from news.models import ReleasePage

from .shared import VIEW, trail_of

READ = (VIEW, "crm_press.view_releasedispatch")
NAMED = 60
SAMPLE = {"prenom": "Camille", "nom": "Fictif", "civilite": "Madame"}


@dataclass(frozen=True)
class Recap:
    """What would leave: the letter as it reads, to whom, and who is left out and why."""

    letter: launching.Rendered
    fragment: SafeString
    kept: list[PressContact]
    left_out: dict[str, int]

    @property
    def more(self) -> int:
        return max(0, len(self.kept) - NAMED)

    @property
    def named(self) -> list[PressContact]:
        return self.kept[:NAMED]


def recap(draft: Draft, choice: Choice, at: datetime) -> Recap:
    """What the mailings would make of a draft and a choice."""
    plan = plan_of(draft)
    sorted_out = launching.sort_out(choice.addressees, Nature.PRESS, audience.CODE, at=at)
    kept = {one.email for one in sorted_out.kept}
    first = next(iter(sorted_out.kept), None)
    sample = first or Addressee("redaction@example.org", fields=SAMPLE)
    left = dict(choice.left_out)
    for why, number in sorted_out.left_out.items():
        left[why] = left.get(why, 0) + number
    values = {name: escape(value) for name, value in sample.fields.items()}
    return Recap(
        launching.preview(plan, sample),
        mark_safe(fill(plan.html, values)),  # noqa: S308  # nosec B308 B703
        [contact for contact in choice.kept if contact.email_key in kept],
        left,
    )


def release_of(pk: int) -> ReleasePage:
    return get_object_or_404(ReleasePage.objects.prefetch_related("embargoes"), pk=pk)


@needs(*READ)
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of a release, and, for those who may, the form that sends it: read over, then planned."""
    row, now = release_of(pk), timezone.now()
    if request.method == "POST":
        return _plan(request, row, now)
    return _show(request, row, now, DispatchForm(held=_may_leave_early(row, now)))


def _may_leave_early(row: ReleasePage, now: datetime) -> bool:
    """A draft may be embargoed by the hour that it is published: the tick is for what is not out."""
    return not standing(row, now).out


@needs(*READ, "crm_press.add_releasedispatch")
def _plan(request: HttpRequest, row: ReleasePage, now: datetime) -> HttpResponse:
    form = DispatchForm(request.POST, held=_may_leave_early(row, now))
    if not form.is_valid():
        return _show(request, row, now, form, status=422)
    wanted = form.wanted()
    if "confirm" not in request.POST:
        early = standing(row, now).held if wanted.early else None
        choice = choose(row, wanted.lists, wanted.beats, wanted.contacts, held=wanted.early)
        found = recap(Draft("essai", row, wanted.word, early), choice, now)
        return _show(request, row, now, form, found)
    try:
        planned = dispatching.plan(row, wanted, by=agent(request), at=now)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _show(request, row, now, form, status=422)
    messages.success(request, _said(planned, now))
    return redirect("crm_press_dispatch", planned.pk)


def _said(planned: ReleaseDispatch, now: datetime) -> str:
    ready = dispatching.readiness(planned, now)
    if ready.out:
        return "L’envoi part dans quelques minutes."
    return f"L’envoi est prévu. {ready.why}"


def _show(
    request: HttpRequest,
    row: ReleasePage,
    now: datetime,
    form: DispatchForm,
    found: Recap | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    dispatches = row.dispatches.select_related("planned_by")
    articles = row.coverage.select_related("press_link__contact").newest_first()
    context = {
        "release": row,
        "standing": standing(row, now),
        "may_edit": row.permissions_for_user(agent(request)).can_edit(),
        "form": form,
        "recap": found,
        "dispatches": dispatches,
        "sentence": _became(sum(one.sent_to for one in dispatches), len(articles)),
        "articles": articles,
        "trail": trail_of(f"Communiqué {row.reference}"),
        "desk_icon": "openquote",
    }
    return render(request, "crm_press/desk/release.html", context, status=status)


def _became(sent_to: int, articles: int) -> str:
    """« Envoyé à douze journalistes, deux articles parus. »"""
    if not sent_to and not articles:
        return "Il n’est parti vers personne, et rien n’a paru."
    sent = f"Envoyé à {counted(sent_to, 'journaliste')}" if sent_to else "Envoyé à personne"
    said = counted(articles, "article paru", "articles parus") if articles else "rien n’a paru"
    return f"{sent}, {said}."


@needs(*READ)
def dispatch(request: HttpRequest, pk: int) -> HttpResponse:
    return show_dispatch(request, dispatch_of(pk))


def dispatch_of(pk: int) -> ReleaseDispatch:
    rows = ReleaseDispatch.objects.select_related("release", "planned_by", "mailing")
    return get_object_or_404(rows.prefetch_related("release__embargoes"), pk=pk)


def show_dispatch(
    request: HttpRequest,
    row: ReleaseDispatch,
    *,
    to_form: ToForm | None = None,
    cancel_form: ReasonForm | None = None,
) -> HttpResponse:
    """A dispatch: what it waits for and what it will be, or to whom it went."""
    now = timezone.now()
    ready = dispatching.readiness(row, now)
    is_open = row.state in {DispatchState.PLANNED, DispatchState.FAILED}
    coming = None
    if is_open and row.release:
        choice = of_dispatch(row, held=row.early and ready.held is not None)
        coming = recap(draft_of(row, row.release, ready.held), choice, now)
    context = {
        "dispatch": row,
        "ready": ready,
        "open": is_open,
        "recap": coming,
        "received": row.received.select_related("contact__organisation"),
        "moved": _embargo_moved(row, ready.held),
        "to_form": to_form or ToForm(initial={"to": agent(request).email}, auto_id="to-%s"),
        "cancel_form": cancel_form or ReasonForm(auto_id="cancel-%s"),
        "trail": trail_of(f"Envoi {row.pk}"),
        "desk_icon": "openquote",
    }
    status = 422 if to_form or cancel_form else 200
    return render(request, "crm_press/desk/dispatch.html", context, status=status)


def draft_of(row: ReleaseDispatch, release: ReleasePage, held: datetime | None) -> Draft:
    """The letter of a dispatch as it would leave now."""
    return Draft(f"release-{row.pk}", release, row.word, held if row.early else None)


def _embargo_moved(row: ReleaseDispatch, held: datetime | None) -> bool:
    """Whether those who keep an embargo were told another hour than the one that holds."""
    return bool(row.embargo_told and held and row.embargo_told != held)
