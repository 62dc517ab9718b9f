"""A violation set aside, one whose hours run, and the notes of the month to read again."""

from __future__ import annotations

from datetime import timedelta

from crm.compliance import breach_doors as doors
from crm.compliance.models import BreachState
from crm.compliance.rereading import draw

from .stage import Scene


def play_compliance(scene: Scene) -> None:
    manager = scene.manager
    past = scene.ago(40, 9)
    lost = doors.report(
        "Une clé de badge égarée au télécentre, retrouvée le soir même.", past, by=manager, at=past
    )
    doors.move(
        lost, BreachState.DISMISSED, "Aucune donnée n’y était.", by=manager,
        at=past + timedelta(hours=9),
    )  # fmt: skip
    now = scene.at
    doors.report(
        "Une convocation est partie à douze candidats, leurs adresses en copie visible.",
        now - timedelta(hours=5), by=manager, at=now,
    )  # fmt: skip
    draw(now)
