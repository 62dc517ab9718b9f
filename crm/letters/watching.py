"""What is looked at of the letters: the worker that sends them, what waits for it, what only a human can settle."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Min
from django_tasks_db.models import DBTaskResult
from wagtail import hooks

from editorial.watch.checks import Check, Finding, in_words
from editorial.watch.heartbeats import WORKER, last_beats, silent_for

from .models import Letter, LetterState

RELAUNCH = (
    "Relancer le service qui exécute «\N{NO-BREAK SPACE}manage.py worker\N{NO-BREAK SPACE}»"
    "\N{NO-BREAK SPACE}: sans lui, ni courrier ne part ni long travail ne se fait."
)


def worker(at: datetime) -> Finding:
    """Where the process that writes a letter sends it, no worker is expected."""
    silence = silent_for(WORKER, last_beats(), at)
    if silence is None:
        wrong = (
            "" if settings.LETTERS_IN_PROCESS else "Le service d’envoi n’a encore jamais tourné."
        )
        return Finding(wrong, RELAUNCH if wrong else "")
    minutes = int(silence.total_seconds() // 60)
    if settings.LETTERS_IN_PROCESS or minutes < settings.WORKER_SILENT_MINUTES:
        return Finding(value=minutes, unit="min")
    wrong = f"Le service d’envoi ne donne plus signe de vie depuis {in_words(silence)}."
    return Finding(wrong, RELAUNCH, minutes, "min")


def queue(at: datetime) -> Finding:
    """How late the latest of what waits is: a letter whose hour has come, a task that nobody has taken."""
    due = Letter.objects.due(at).aggregate(since=Min("next_try_at"))["since"]
    ready = DBTaskResult.objects.ready().aggregate(since=Min("enqueued_at"))["since"]
    since = min((one for one in (due, ready) if one), default=at)
    late = at - since
    minutes = max(0, int(late.total_seconds() // 60))
    if late < timedelta(minutes=settings.QUEUE_OLD_MINUTES):
        return Finding(value=minutes, unit="min")
    return Finding(
        f"Des courriers ou des travaux attendent depuis {in_words(late)}.",
        "Voir si le service d’envoi tourne et si le serveur de courriel répond.",
        minutes,
        "min",
        "registres_courriers_modeladmin_index",
    )


def uncertain(at: datetime) -> Finding:
    count = Letter.objects.filter(state=LetterState.UNCERTAIN).count()
    if not count:
        return Finding(value=0, unit="courriers")
    words = "courriers sont partis ou non" if count > 1 else "courrier est parti ou non"
    return Finding(
        f"{count}\N{NO-BREAK SPACE}{words}\N{NO-BREAK SPACE}: un envoi a été coupé, rien ne le renverra de lui-même.",
        "Ouvrir les courriers incertains, demander à la personne, puis renvoyer ou noter comme parti.",
        count,
        "courriers",
        "registres_courriers_modeladmin_index",
    )


CHECKS = [
    Check("worker", "Service d’envoi", worker),
    Check("queue", "File d’attente", queue),
    Check(
        "uncertain", "Courriers incertains", uncertain, desk=True, may="crm_letters.change_letter"
    ),
]


def _offered(check: Check) -> None:
    hooks.register("register_health_check", lambda: check)


for _check in CHECKS:
    _offered(_check)
