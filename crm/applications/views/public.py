"""Where an application begins, with an address before anything else, and the page that thanks for it."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from crm.applications import availability, intake
from crm.applications.drafts import services
from crm.applications.drafts.steps import BEGIN, STEPS, YOU
from crm.applications.forms import BeginForm, ResumeForm
from crm.consents.services import notice_on
from crm.leaflets import origins
from editorial import form_key
from editorial.limits import take_ticket
from training.models import Session, SessionState

POSTS_ALLOWED, POSTS_WITHIN = 20, 600  # seconds

LEFT_OPEN = (
    "Cette page était ouverte depuis plus d’un jour\u00a0: relisez vos réponses, puis continuez."
)
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis essayez "
    "encore une fois."
)
CLOSED = {SessionState.CLOSED, SessionState.UNDERWAY, SessionState.ENDED, SessionState.CANCELLED}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply_any(request: HttpRequest) -> HttpResponse:
    return begun(request, None) if request.method == "POST" else page(request, blank(), None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """The same with a session chosen. One that closed meanwhile loses nothing that was typed."""
    session = Session.objects.select_related("course").filter(pk=pk).first()
    is_open = session is not None and session.state == SessionState.OPEN
    if request.method == "POST":
        return begun(request, session if is_open else None)
    if is_open:
        return page(request, blank(), session)
    if session is None:
        return render(request, "crm_applications/public/no_session.html", status=404)
    told = {"session": session, "state": session.state}
    gone = 410 if session.state in CLOSED else 200
    return render(request, "crm_applications/public/no_session.html", told, status=gone)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_applications/public/thanks.html")


def begun(request: HttpRequest, session: Session | None) -> HttpResponse:
    """Begin a draft, or show the page again with what was typed and what is missing."""
    now = timezone.now()
    key = form_key.read(request.POST.get("form_key", ""))
    form = BeginForm(request.POST)
    if not allowed(request):
        return slowed(page(request, form, session, notice=TOO_MANY, status=429))
    if request.POST.get("precision"):
        return set_aside(now)
    if key is None or key.has_expired(now):
        return page(request, renewed(request, key, now), session, notice=LEFT_OPEN)
    if not form.is_valid():
        return page(request, form, session)
    # Only now: whoever sends an empty form by mistake is told what is missing, however fast.
    if key.is_too_fast(now):
        return set_aside(now)
    try:
        token = services.begin(
            key.uuid,
            form.cleaned_data["first_name"],
            form.cleaned_data["email"],
            session=str(session.pk) if session else "",
            origin=origins.read(request),
            at=now,
        )
    except services.Reopen:
        return redirect("apply_resume_sent")
    return redirect("apply_step", token, YOU)


def allowed(request: HttpRequest) -> bool:
    return take_ticket("candidater", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN)


def slowed(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = str(POSTS_WITHIN)
    return response


def set_aside(now: datetime) -> HttpResponseRedirect:
    """Count what a robot sent, and answer it as somebody who is written to."""
    intake.count_spam(at=now)
    return redirect("apply_resume_sent")


def blank() -> BeginForm:
    return BeginForm(initial={"form_key": form_key.issue(timezone.now()).sign()})


def renewed(request: HttpRequest, key: form_key.FormKey | None, now: datetime) -> BeginForm:
    """What was posted, under a new key."""
    posted = request.POST.copy()
    posted["form_key"] = form_key.renew(key, now).sign()
    return BeginForm(posted)


def page(
    request: HttpRequest,
    form: BeginForm,
    session: Session | None,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    full = False
    if session is not None:
        full = not availability.of_sessions([session], timezone.localdate())[session.pk].left
    context = {
        "form": form,
        "notice": notice,
        "session": session,
        "full": full,
        "steps": [{"label": step.label, "url": ""} for step in STEPS.values()],
        "step": STEPS[BEGIN],
        "information": notice_on(request, intake.NOTICE),
    }
    return render(request, "crm_applications/public/begin.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Ask for the links to what one began. The answer is the same whether there is any or not."""
    form = ResumeForm(request.POST if request.method == "POST" else None)
    template = "crm_applications/public/resume.html"
    if request.method != "POST":
        return render(request, template, {"form": form})
    if not allowed(request):
        context = {"form": form, "notice": TOO_MANY}
        return slowed(render(request, template, context, status=429))
    if not form.is_valid():
        return render(request, template, {"form": form})
    if not request.POST.get("precision"):
        services.send_links(form.cleaned_data["email"])
    return redirect("apply_resume_sent")


@require_safe
def resume_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_applications/public/resume_sent.html")
