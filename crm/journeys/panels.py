"""The panels beside the timeline of a file. Each room registers its own, when apps are ready."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from django.http import HttpRequest
from django.utils.safestring import SafeString

from crm.people.models import Person
from crm.registers.batch import Steps, steps_of, stepwise, together

# Returns a <section class="block"> rendered by a template, "" when the reader has no right to it. It adds the
# class "block--quiet" while it holds nothing: what is empty comes after what is not.
# Made `stepwise`, it costs no statement of its own: what all panels show is read together.
# A form inside takes back what was typed with `crm.journeys.refused_forms.form_for`.
Panel = Callable[[HttpRequest, Person], SafeString]

QUIET = "block--quiet"

_panels: dict[str, tuple[int, Panel]] = {}
PANELS = MappingProxyType(_panels)


def register(name: str, panel: Panel, rank: int = 100) -> None:
    """Called from AppConfig.ready of the room that knows; the lowest rank is shown first."""
    if name in _panels and _panels[name] != (rank, panel):
        raise RuntimeError(f"Two rooms draw the panel « {name} ».")
    _panels[name] = (rank, panel)


@stepwise
def shown(request: HttpRequest, person: Person) -> Steps[list[SafeString]]:
    ranked = sorted(_panels.values(), key=lambda entry: entry[0])
    drawn = yield from together(steps_of(panel, request, person) for _, panel in ranked)
    return sorted((html for html in drawn if html), key=is_quiet)


def is_quiet(html: SafeString) -> bool:
    """Tell whether a panel says that it holds nothing."""
    opening, _, _ = html.partition(">")
    return QUIET in opening
