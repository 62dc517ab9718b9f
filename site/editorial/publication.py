"""Publishing and withdrawing at the hour that the editor chose."""

from __future__ import annotations

from datetime import datetime

from django.core.management import call_command
from django.db import transaction
from django.db.models import Q
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision


def publish_on_time(at: datetime) -> None:
    call_command("publish_scheduled", verbosity=0)
    clear_past_dates(at)


def clear_past_dates(at: datetime) -> int:
    """Forget dates that have had their effect: left in the form, they would have it refused.

    The date of a draft that nobody published is kept: « Mon travail » tells about it.
    Return how many pages were freed.
    """
    gone_live = Q(live=True, go_live_at__lte=at)
    gone = Q(live=False, expire_at__lte=at)
    pages = list(Page.objects.filter(gone_live | gone).select_related("latest_revision"))
    for page in pages:
        free(page, at)
    return len(pages)


@transaction.atomic
def free(page: Page, at: datetime) -> None:
    """Clear the past dates of a page, and the same ones in the revision that its editor opens."""
    # A page still published past its end is withdrawn first, at the next pass.
    names = ["go_live_at"] if page.live else ["go_live_at", "expire_at"]
    spent = {name: getattr(page, name) for name in names}
    spent = {name: moment for name, moment in spent.items() if moment and moment <= at}
    unchanged = Page.objects.filter(pk=page.pk, live=page.live, **spent)
    revision = page.latest_revision
    if unchanged.update(**dict.fromkeys(spent)) and revision:
        written = {name: parse_datetime(revision.content.get(name) or "") for name in spent}
        same = [name for name in spent if written[name] == spent[name]]
        content = revision.content | dict.fromkeys(same)
        Revision.objects.filter(pk=revision.pk).update(content=content)
