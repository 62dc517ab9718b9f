"""What a run did, in numbers: read from its own row, on the screen and on paper. It never says who."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from editorial.models import IdentitySettings
from editorial.pdf import private_pdf

from .clocks import clocks
from .models import LineState, Run
from .review import ASKED

STYLESHEETS = ["crm_registers/paper.css"]
PURGED = {
    "unhandled": "demandes sans suite closes",
    "forms": "formulaires vidés",
    "messages": "messages vidés",
    "appointments": "rendez-vous sans coordonnées",
    "letters": "courriers supprimés",
    "recipients": "adresses d’envois effacées",
    "links": "liens expirés supprimés",
    "traces": "traces de consultation supprimées",
    "files": "fichiers sans pièce supprimés",
}


def clock_labels() -> dict[str, str]:
    return {code: clock.label for code, clock in clocks().items()} | {
        ASKED: "Effacement demandé par la personne"
    }


def told(run: Run) -> dict[str, Any]:
    """The lines of the report of a run that is over."""
    report = run.report
    due = [report.get(moment, {}).get("due", {}) for moment in ("before", "after")]
    done = report.get("clocks", {})
    labels = clock_labels()
    codes = [code for code in labels if any(code in one for one in (*due, done))]
    return {
        "run": run,
        "files_before": report.get("before", {}).get("files"),
        "files_after": report.get("after", {}).get("files"),
        "states": [
            (state.label, report.get("lines", {}).get(state.value, 0))
            for state in LineState
            if state != LineState.TO_DO
        ],
        "clocks": [
            {
                "label": labels[code],
                "before": due[0].get(code, 0),
                "done": done.get(code, {}).get(LineState.DONE, 0),
                "spared": done.get(code, {}).get(LineState.SPARED, 0),
                "failed": done.get(code, {}).get(LineState.FAILED, 0),
                "after": due[1].get(code, 0),
            }
            for code in codes
        ],
        "why": report.get("why", {}).items(),
        "purged": [(label, report.get("purged", {}).get(key, 0)) for key, label in PURGED.items()],
    }


def draw(run: Run) -> bytes:
    """Return the report as a file (PDF/UA)."""
    context = told(run) | {"sender": IdentitySettings.of_the_site()}
    return private_pdf(render_to_string("crm_privacy/paper/run.html", context), STYLESHEETS, {})
