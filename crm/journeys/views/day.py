"""Ma journée: one page that says whom to call, what is late, what arrived."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from crm.journeys import digest
from crm.journeys.empty_day import next_up
from crm.journeys.file_panels import user_of
from crm.journeys.forms.exchanges import CALLS, LogForm
from crm.journeys.my_day import Day, day_of
from crm.registers.access import needs
from crm.registers.words import counted
from editorial.watch.panel import known_to

# What a sentence holds before it becomes a list; one more is still said rather than folded alone.
SAID = 6


@dataclass(frozen=True)
class Clause:
    """A piece of the sentence of the day, and the anchor of its list."""

    words: str
    anchor: str


@dataclass(frozen=True)
class Sentence:
    """What the day says first, and the lists that are folded behind it."""

    said: list[Clause]
    folded: list[Clause]

    @classmethod
    def of(cls, found: list[Clause]) -> Sentence:
        cut = SAID if len(found) > SAID + 1 else len(found)
        return cls(found[:cut], found[cut:])


def sentence_of(day: Day) -> Sentence:
    return Sentence.of(clauses(day))


def clauses(day: Day) -> list[Clause]:
    found = [
        (day.late.total, "late", ("action en retard", "actions en retard")),
        (day.today.total, "today", ("action pour aujourd’hui", "actions pour aujourd’hui")),
        (day.asleep_total, "asleep", ("parcours qui dort", "parcours qui dorment")),
    ]
    own = [
        Clause(counted(count, *words, feminine=anchor != "asleep"), anchor)
        for count, anchor, words in found
        if count
    ]
    return own + [Clause(block.told, block.name) for block in day.blocks]


@needs("crm_people.read_file", "crm_journeys.view_journey")
def my_day(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    now = timezone.now()
    may_see_all = user.has_perm("crm_journeys.see_all_journeys")
    whole_team = may_see_all and request.GET.get("equipe") == "1"
    day = day_of(user, now, whole_team)
    context = {
        "day": day,
        "today": timezone.localdate(now),
        "sentence": sentence_of(day),
        "may_see_all": may_see_all,
        "may_see_load": may_see_all and user.has_perm("crm_journeys.view_load"),
        "whole_team": whole_team,
        "ahead": next_up(user, now) if day.empty else [],
        "wants_letter": digest.wants(user),
        "calls": CALLS,
        "text": LogForm.base_fields["text"],
        "here": request.get_full_path(),
        "alerts": known_to(user),
        "trail": [{"url": "", "label": "Ma journée"}],
    }
    return render(request, "crm_journeys/day.html", context)
