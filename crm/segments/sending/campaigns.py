"""The doors of a message to segments: written, changed, abandoned, tried, launched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.letters.models import Letter
from crm.mailings import launching
from crm.mailings.audiences import Addressee
from crm.mailings.launching import Plan, Rendered, Sorted
from crm.mailings.models import Nature
from crm.mailings.plans import named_in
from crm.segments.models import PATHS, Campaign, CampaignState, ExclusionList, Segment
from crm.segments.seeing import sees_people

from .merge_fields import OWN, samples
from .reaching import addressees, reached

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LAUNCH = {
    Nature.PROMOTION: "crm_segments.launch_promotion",
    Nature.SERVICE: "crm_segments.launch_service",
}
OVER = "Cet envoi n’est plus un brouillon."


@dataclass(frozen=True)
class Message:
    """What somebody wrote, and for whom. `rest_days` leaves out whoever was written to these days."""

    title: str
    nature: str
    subject: str
    text: str
    audience: str = ""
    reason: str = ""
    segments: Sequence[Segment] = ()
    without: Sequence[Segment] = ()
    lists: Sequence[ExclusionList] = ()
    rest_days: int | None = None


@dataclass(frozen=True)
class Outcome:
    """Who would receive a message at this moment.

    total     how many people the segments hold
    sorted    whom the mailing keeps, each address once
    left_out  how many are left out, by reason, those of the segments and those of the mailing together
    """

    total: int
    sorted: Sorted
    left_out: dict[str, int] = field(default_factory=dict)

    @property
    def kept(self) -> int:
        return len(self.sorted.kept)


def may_launch(campaign: Campaign, user: User) -> bool:
    return user.has_perm(LAUNCH[Nature(campaign.nature)])


def plan_of(campaign: Campaign) -> Plan:
    return Plan(
        key=f"segment-{campaign.pk}", nature=Nature(campaign.nature), title=campaign.title,
        subject=campaign.subject, text=campaign.text, audience=campaign.audience, fields=OWN,
    )  # fmt: skip


@transaction.atomic
def write(message: Message, *, by: User, at: datetime | None = None) -> Campaign:
    """Open a draft. Raises Refused on what its writer may not use."""
    now = at or timezone.now()
    _refuse_beyond(message, by)
    campaign = Campaign(created_at=now, created_by=by)
    _put(campaign, message, now)
    campaign.save(force_insert=True)
    _put_aside(campaign, message)
    record(Action.CREATED, campaign, by=by, after=CampaignState.DRAFT, at=now)
    return campaign


@transaction.atomic
def change(
    campaign: Campaign, message: Message, *, by: User, at: datetime | None = None
) -> Campaign:
    """Write a draft again."""
    now = at or timezone.now()
    locked = _locked(campaign)
    if locked.state != CampaignState.DRAFT:
        raise Refused(OVER)
    known = {*locked.segments.all(), *locked.without.all()}
    _refuse_beyond(message, by, known=frozenset(segment.pk for segment in known))
    changed = _put(locked, message, now)
    locked.save(update_fields=[*changed, "changed_at"])
    _put_aside(locked, message)
    record(Action.CHANGED, locked, by=by, fields=changed, at=now)
    return locked


@transaction.atomic
def abandon(campaign: Campaign, *, by: User, at: datetime | None = None) -> Campaign:
    """A draft that will not leave."""
    now, locked = at or timezone.now(), _locked(campaign)
    _refuse_move(locked, CampaignState.ABANDONED)
    locked.state, locked.ended_at = CampaignState.ABANDONED, now
    locked.save(update_fields=["state", "ended_at"])
    record(
        Action.MOVED, locked, by=by, before=CampaignState.DRAFT, after=CampaignState.ABANDONED,
        at=now,
    )  # fmt: skip
    return locked


def outcome(campaign: Campaign, *, by: User, at: datetime | None = None) -> Outcome:
    """Sort out, without writing anything. Raises Refused when a segment is to be read over."""
    now, plan = at or timezone.now(), plan_of(campaign)
    found = reached(campaign, by, now)
    told = addressees(found.people, named_in(plan))
    kept = launching.sort_out(told, plan.nature, plan.public, at=now)
    return Outcome(found.total, kept, found.left_out | kept.left_out)


def preview(campaign: Campaign, addressee: Addressee) -> Rendered:
    return launching.preview(plan_of(campaign), addressee)


def invented() -> list[Addressee]:
    """Two people who are nobody: of one everything is known, of the other almost nothing."""
    return [
        Addressee("rose.cercleau@example.org", fields=samples()),
        Addressee("sans.prenom@example.org", fields=samples(whole=False)),
    ]


def send_test(campaign: Campaign, *, by: User, at: datetime | None = None) -> Letter | None:
    """A letter of trial to whoever asks, on somebody invented. Raises Refused without an address."""
    if not by.email:
        raise Refused("Votre compte n’a pas d’adresse électronique\u00a0: demandez à l’y écrire.")
    return launching.send_test(plan_of(campaign), by.email, by=by, sample=invented()[0], at=at)


@transaction.atomic
def launch(campaign: Campaign, *, by: User, at: datetime | None = None) -> Campaign:
    """Let a draft leave, once. Raises Refused with what stands in the way.

    A message of service asks nobody's agreement: its reason is written, it goes to few, to people
    of whom something is under way, whom its sender follows unless they may write to all.
    """
    now, locked = at or timezone.now(), _locked(campaign)
    _refuse_move(locked, CampaignState.LAUNCHED)
    _refuse_launch(locked, by)
    found = outcome(locked, by=by, at=now)
    _refuse_too_many(locked, found.kept)
    mailing = launching.launch(plan_of(locked), found.sorted.kept, by=by, at=now)
    locked.state, locked.ended_at = CampaignState.LAUNCHED, now
    locked.mailing, locked.left_out = mailing, found.left_out
    locked.save(update_fields=["state", "ended_at", "mailing", "left_out"])
    Segment.objects.filter(campaigns=locked).update(used_at=now)
    record(
        Action.MOVED, locked, by=by, before=CampaignState.DRAFT, after=CampaignState.LAUNCHED,
        reason=locked.reason, at=now,
    )  # fmt: skip
    return locked


def _locked(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_for_update().get(pk=campaign.pk)


def _put(campaign: Campaign, message: Message, now: datetime) -> list[str]:
    """Copy what was written; return the names of what it changes."""
    service = message.nature == Nature.SERVICE
    told = {
        "title": message.title, "nature": message.nature, "subject": message.subject,
        "text": message.text.replace("\r\n", "\n"), "rest_days": message.rest_days,
        "audience": "" if service else message.audience,
        "reason": message.reason if service else "",
    }  # fmt: skip
    changed = [name for name, value in told.items() if getattr(campaign, name) != value]
    for name in changed:
        setattr(campaign, name, told[name])
    campaign.changed_at = now
    return changed


def _put_aside(campaign: Campaign, message: Message) -> None:
    campaign.segments.set(message.segments)
    campaign.without.set(message.without)
    campaign.lists.set(message.lists)


def _refuse_move(campaign: Campaign, to: CampaignState) -> None:
    if to not in PATHS[CampaignState(campaign.state)]:
        raise Refused(OVER)


def _refuse_beyond(message: Message, by: User, known: frozenset[int] = frozenset()) -> None:
    """Whoever sees no people writes to consented publics alone, through segments shared with them."""
    if message.nature == Nature.SERVICE and not sees_people(by):
        raise Refused("Un message de service s’écrit par qui suit les personnes.")
    chosen = {segment.pk for segment in (*message.segments, *message.without)} - known
    if len(chosen) != Segment.objects.read_by(by).filter(pk__in=chosen).count():
        raise Refused("Un de ces segments n’est pas partagé avec vous.")


def _refuse_launch(campaign: Campaign, by: User) -> None:
    if not may_launch(campaign, by):
        raise Refused(
            "Vous préparez cet envoi\u00a0; un responsable ou la communication le lance."
            if campaign.nature == Nature.PROMOTION
            else "Votre compte ne lance pas de message de service."
        )
    if not campaign.segments.exists():
        raise Refused("Choisissez au moins un segment.")
    if campaign.nature == Nature.SERVICE and not campaign.reason.strip():
        raise Refused("Écrivez le motif de ce message de service\u00a0: il est gardé au journal.")


def _refuse_too_many(campaign: Campaign, kept: int) -> None:
    most = settings.SEGMENTS["service_most"]
    if campaign.nature == Nature.SERVICE and kept > most:
        raise Refused(
            f"Un message de service va à {most} personnes au plus, celui-ci à {kept}\u00a0: resserrez "
            "le segment, ou demandez un accord et écrivez à ceux qui l’ont donné."
        )
