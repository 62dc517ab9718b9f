"""What keeps a page from being published now, and by whom it has been read already."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Page

from desk.models import ReadAdvice
from editorial.findings.finding import Finding, Level, in_order
from editorial.models import BasePage


class Stopped(Exception):
    """A publication that waits for its list of findings to be read."""

    def __init__(self, page: Page) -> None:
        super().__init__(f"{page} n’est pas publiée")
        self.page = page


@dataclass(frozen=True)
class Examined:
    """blocking: what must be put right first. advice: what may be passed over, once read.

    unread: the advice that this person has not passed over yet on this page.
    """

    page: Page
    blocking: list[Finding] = field(default_factory=list)
    advice: list[Finding] = field(default_factory=list)
    unread: list[Finding] = field(default_factory=list)

    @property
    def may_go(self) -> bool:
        return not self.blocking and not self.unread

    @property
    def all(self) -> list[Finding]:
        return [*self.blocking, *self.advice]

    @property
    def digests(self) -> list[str]:
        return [digest_of(one) for one in self.advice]


def examine(page: Page, reader: AbstractBaseUser | None) -> Examined:
    """Read a page as it stands in memory. Advice is unread where nobody says who reads."""
    if not isinstance(page, BasePage):
        return Examined(page)
    found = in_order(page.findings())
    blocking = [one for one in found if one.level is Level.BLOCKING]
    advice = [one for one in found if one.level is Level.ADVICE]
    rows = ReadAdvice.objects.filter(page=page.pk, reader_id=getattr(reader, "pk", None))
    read = set(rows.values_list("digest", flat=True)) if advice and page.pk else set()
    return Examined(page, blocking, advice, [one for one in advice if digest_of(one) not in read])


def examine_latest(page: Page, reader: AbstractBaseUser | None) -> Examined:
    """Read the draft of a page, as its editors left it."""
    return examine(page.get_latest_revision_as_object(), reader)


def pass_over(page: Page, reader: AbstractBaseUser, digests: list[str]) -> None:
    """Note that somebody has read advice on a page, and does without."""
    ReadAdvice.objects.bulk_create(
        (ReadAdvice(page_id=page.pk, reader_id=reader.pk, digest=one) for one in digests),
        ignore_conflicts=True,
    )


def digest_of(finding: Finding) -> str:
    return sha256(f"{finding.field}\n{finding.text}".encode()).hexdigest()
