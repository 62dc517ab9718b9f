"""The doors on a telephone: a name or a ticket, one large button. Without JavaScript."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.checkin.counting import house_of
from crm.checkin.entering import enter, enter_all, told_of, undo
from crm.checkin.finding import cards_of, looked_up
from crm.checkin.forms import ReasonForm, WalkInForm
from crm.checkin.models import CheckIn, How
from crm.checkin.opening import at_the_doors, is_running
from crm.checkin.walking_in import Full, WalkIn, admit, walk_in
from crm.consents.services import notice_on
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.words import counted
from crm.registrations.models import Participant, Registration
from editorial import form_key
from editorial.typography import french
from forum.models import Edition

DOORS = "crm_checkin.add_checkin"
UNDO = (DOORS, "crm_checkin.change_checkin")
SESSION = "forum_door"
LATEST = 5
# After a ticket comes the next one: the page opens the camera again.
CAMERA = "?camera=1"
ADMITTED = "Entrée notée, sans inscription"


def door_of(request: HttpRequest) -> str:
    """The door at which this device stands, as somebody wrote it once."""
    return str(request.session.get(SESSION, ""))


def page(request: HttpRequest, **more: Any) -> dict[str, Any]:
    now = timezone.now()
    edition = at_the_doors(now)
    return {
        "edition": edition,
        "running": edition is not None and is_running(edition, now),
        "house": house_of(edition) if edition else None,
        "door": door_of(request),
        "q": request.GET.get("q", "").strip()[:80],
        "trail": [{"url": "", "label": "Portes du Forum"}],
        "desk_icon": "tick-inverse",
        **more,
    }


@require_safe
@needs(DOORS)
def doors(request: HttpRequest) -> HttpResponse:
    """Look somebody up: the edition of these days alone, and never the list of everybody."""
    context = page(request)
    edition, q = context["edition"], context["q"]
    if edition and q:
        found, more = looked_up(edition, q)
        context |= {"cards": cards_of(found), "more": more}
    if edition:
        standing = CheckIn.objects.standing().filter(participant__registration__edition=edition)
        if door := context["door"]:
            standing = standing.filter(door=door)
        latest = standing.select_related("participant").order_by("-at", "-pk")
        context["latest"] = list(latest[:LATEST])
    else:
        context["next"] = Edition.objects.to_come(timezone.localdate()).first()
    return render(request, "crm_checkin/doors/doors.html", context)


@require_POST
@needs(DOORS)
def choose_door(request: HttpRequest) -> HttpResponse:
    request.session[SESSION] = " ".join(request.POST.get("door", "").split())[:40]
    return redirect("crm_forum_doors")


def at_these_doors(**wanted: Any) -> Participant:
    """A participant of the edition that the doors are open on, or 404."""
    edition = at_the_doors(timezone.now())
    rows = Participant.objects.filter(
        registration__edition=edition, registration__forgotten_at__isnull=True
    )
    return get_object_or_404(rows.select_related("registration__edition"), **wanted)


@require_POST
@needs(DOORS)
def let_in(request: HttpRequest, pk: int) -> HttpResponse:
    one = at_these_doors(pk=pk)
    how = How.QR if request.POST.get("how") == How.QR else How.NAME
    try:
        entered = enter(one, how=how, door=door_of(request), by=agent(request))
    except Refused as refusal:
        messages.error(request, french(f"{one} : {refusal}"))
        return back(request, one)
    if entered.already:
        messages.warning(request, french(f"{one} : {told_of(entered.check_in)}."))
    else:
        messages.success(request, french(f"Entrée notée : {one}."))
    return redirect(f"{reverse('crm_forum_doors')}{CAMERA if how == How.QR else ''}")


@require_POST
@needs(DOORS)
def let_group_in(request: HttpRequest, pk: int) -> HttpResponse:
    edition = at_the_doors(timezone.now())
    group = get_object_or_404(Registration, pk=pk, edition=edition, forgotten_at__isnull=True)
    try:
        entered = enter_all(group, how=How.NAME, door=door_of(request), by=agent(request))
    except Refused as refusal:
        messages.error(request, french(f"Groupe de {group} : {refusal}"))
        return redirect("crm_forum_doors")
    fresh = sum(not one.already for one in entered)
    words = counted(fresh, "personne entre", "personnes entrent", feminine=True).capitalize()
    messages.success(request, f"{words}, groupe de {group}.")
    return redirect("crm_forum_doors")


@require_POST
@needs(DOORS)
def let_in_anyway(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody without a place. The house is full: the page asks once more."""
    one = at_these_doors(pk=pk)
    sure = request.POST.get("despite_full") == "1"
    try:
        entered = admit(one, despite_full=sure, door=door_of(request), by=agent(request))
    except Full as full:
        context = page(request, one=one, full=str(full))
        return render(request, "crm_checkin/doors/full.html", context, status=409)
    except Refused as refusal:
        messages.error(request, french(f"{one} : {refusal}"))
        return back(request, one)
    words = f"{one} : {told_of(entered.check_in)}." if entered.already else f"{ADMITTED} : {one}."
    messages.success(request, french(words))
    return redirect("crm_forum_doors")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(DOORS)
def newcomer(request: HttpRequest) -> HttpResponse:
    """Somebody who is on no list."""
    form = WalkInForm(request.POST if request.method == "POST" else None)
    key = form_key.read(request.POST.get("key", "")) or form_key.issue(timezone.now())
    context = page(request, form=form, full="", key=key.sign())
    edition = context["edition"]
    if edition and form.is_valid():
        told = {name: form.cleaned_data[name] for name in WalkIn.__dataclass_fields__}
        try:
            entered = walk_in(
                edition, WalkIn(**told), form_key=key.uuid, door=door_of(request),
                despite_full=request.POST.get("despite_full") == "1", by=agent(request),
            )  # fmt: skip
        except Full as full:
            context["full"] = str(full)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, french(f"{ADMITTED} : {entered.check_in.participant}."))
            return redirect("crm_forum_doors")
    context["notice"] = notice_on(request, "forum")
    status = 409 if context["full"] else 422 if form.errors else 200
    return render(request, "crm_checkin/doors/walk_in.html", context, status=status)


@require_safe
@needs(DOORS)
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """What a ticket says, read by the camera or typed. Reading lets nobody in: the button does."""
    context = page(request)
    rows = Participant.objects.filter(
        registration__edition=context["edition"], code=code.strip().upper()[:16]
    )
    found = list(rows.filter(~Q(last_name=""), registration__forgotten_at__isnull=True))
    context |= {"cards": cards_of(found), "scanned": True, "code": code[:40]}
    return render(request, "crm_checkin/doors/ticket.html", context, status=200 if found else 404)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*UNDO)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """An entry noted by mistake."""
    rows = CheckIn.objects.filter(participant__registration__edition=at_the_doors(timezone.now()))
    row = get_object_or_404(rows.select_related("participant__registration"), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            undo(row, reason=form.cleaned_data["reason"], by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"L’entrée de {row.participant} est reprise.")
            return redirect("crm_forum_doors")
    context = page(request, form=form, row=row)
    return render(
        request, "crm_checkin/doors/undo.html", context, status=422 if form.errors else 200
    )


def back(request: HttpRequest, one: Participant) -> HttpResponse:
    """To the person who was looked up, by their name."""
    return redirect(f"{reverse('crm_forum_doors')}?{urlencode({'q': str(one)})}")
