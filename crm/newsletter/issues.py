"""Issues of the newsletter as they are sent: where each stands, what keeps it back, its mailing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.mailings.audiences import Addressee
from crm.mailings.launching import Plan, Sorted, launch, sort_out
from crm.mailings.models import Mailing, Nature
from editorial.findings.finding import Level
from editorial.models.visibility import is_out
from newsletter import emails
from newsletter.models import IssuePage

from .membership import members
from .services import AUDIENCE

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PREFIX = "issue-"
NOT_OUT = "Publiez d’abord ce numéro\u00a0: le courriel renvoie à sa page."
# Whoever reads a letter: somebody with a file, and somebody known by an address alone.
SAMPLES = {
    "personne": Addressee(
        "camille.roux@example.org",
        None,
        {"prenom": "Camille", "nom": "Roux", "civilite": "Madame"},
    ),
    "abonne": Addressee("abonne@example.org"),
}


@dataclass(frozen=True)
class Line:
    """An issue in the list of the desk. sent: how many letters its mailing holds."""

    issue: IssuePage
    mailing: Mailing | None
    sent: int = 0

    @property
    def changed_since(self) -> bool:
        """Whether its page was published again after it had left: the e-mail has not changed."""
        last = self.issue.last_published_at
        return bool(self.mailing and last and last > self.mailing.launched_at)


def key_of(issue: IssuePage) -> str:
    return f"{PREFIX}{issue.pk}"


def lines(issues: Iterable[IssuePage]) -> list[Line]:
    """Where issues stand, in one query for their mailings."""
    found = list(issues)
    rows = Mailing.objects.filter(key__in=[key_of(issue) for issue in found])
    mailings = {row.key: row for row in rows.annotate(letters=Count("recipients"))}
    return [
        Line(issue, row, row.letters if row else 0)  # type: ignore[attr-defined]
        for issue in found
        for row in [mailings.get(key_of(issue))]
    ]


def mailing_of(issue: IssuePage) -> Mailing | None:
    return Mailing.objects.filter(key=key_of(issue)).first()


def plan_of(issue: IssuePage) -> Plan:
    """The e-mail of an issue as it is published; its links tell where readers come from."""
    query = f"origine=l-{issue.pk}"
    return Plan(
        key=key_of(issue),
        nature=Nature.PROMOTION,
        title=f"Lettre n°\u00a0{issue.number}\u00a0: {issue.title}"[:160],
        subject=issue.email_subject,
        text=emails.text_of(issue, query=query),
        html=emails.html_of(issue, query=query),
        audience=AUDIENCE,
    )


def obstacles(issue: IssuePage, at: datetime | None = None) -> list[str]:
    """What must be put right before an issue goes out, a French sentence each."""
    if not is_out(issue, at):
        return [NOT_OUT]
    return list(dict.fromkeys(one.text for one in issue.findings() if one.level is Level.BLOCKING))


def addressed_to(at: datetime | None = None) -> Sorted:
    """Who would receive an issue now, and who is left out."""
    now = at or timezone.now()
    return sort_out(members(now), Nature.PROMOTION, AUDIENCE, at=now)


def send(issue: IssuePage, *, by: User | None, at: datetime | None = None) -> Mailing:
    """Launch the mailing of an issue, once for ever. Raises Refused on what keeps it back."""
    now = at or timezone.now()
    if found := obstacles(issue, now):
        raise Refused(found[0])
    return launch(plan_of(issue), members(now), by=by, at=now)
