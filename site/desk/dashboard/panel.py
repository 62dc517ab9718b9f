"""« Mon travail », on the first page of the admin: what awaits this person, each line one click away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from desk.dashboard.items import page_items
from desk.reach import writes_pages
from editorial.desk import DeskItem, creations, desk_items

# What these say is said here, in fewer words.
REPLACED = (RecentEditsPanel, UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)
SHOWN = 6


@dataclass
class Group:
    heading: str
    items: list[DeskItem] = field(default_factory=list)

    @property
    def first(self) -> list[DeskItem]:
        return self.items if self.steps else self.items[:SHOWN]

    @property
    def others(self) -> list[DeskItem]:
        return [] if self.steps else self.items[SHOWN:]

    @property
    def steps(self) -> bool:
        """Whether it is a list of steps, done or not."""
        return any(item.done is not None for item in self.items)

    @property
    def left(self) -> int:
        return sum(not item.done for item in self.items)


def grouped(items: Iterable[DeskItem]) -> list[Group]:
    """Groups in the order in which they are met; what is urgent first in each."""
    groups: dict[str, Group] = {}
    for item in items:
        groups.setdefault(item.group, Group(item.group)).items.append(item)
    for group in groups.values():
        if not group.steps:
            group.items.sort(key=lambda item: not item.urgent)
    return list(groups.values())


class WorkPanel(Component):
    name = "desk_work"
    template_name = "desk/work_panel.html"
    order = 20

    def __init__(self, request: HttpRequest, items: list[DeskItem]) -> None:
        self.request = request
        self.items = items

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        groups = grouped(self.items)
        return {
            "lists": [group for group in groups if not group.steps],
            "steps": [group for group in groups if group.steps],
            "urgent": sum(item.urgent for item in self.items),
            "creations": creations(self.request),
        }


def put_work_first(request: HttpRequest, panels: list[Any]) -> None:
    """Nothing for who writes no page and whom nothing awaits: no empty panel."""
    writes = writes_pages(request.user)
    items = list(page_items(request, timezone.now())) if writes else []
    items += desk_items(request)
    if writes or items:
        panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
        panels.append(WorkPanel(request, items))


def count_nothing(request: HttpRequest, items: list[Any]) -> None:
    """How many pages and images there are is no work: the counts are not even made."""
    items.clear()
