"""What two colleagues share: tasks that write themselves, a journey handed over, a pause that ends, leave to come."""

from __future__ import annotations

from datetime import timedelta

from crm.journeys.models import Journey, Stage, TaskTemplate
from crm.journeys.planned_tasks import journey_opened, stage_entered
from crm.journeys.relays import hand_over, replace, share
from crm.journeys.services import pause

from .stage import Scene


def play_relays(scene: Scene) -> None:
    TaskTemplate.objects.update(active=True)
    if scene.adviser is None or scene.manager is None:
        return
    _write_tasks(scene)
    followed = Journey.objects.open().filter(owner=scene.adviser).order_by("-opened_at", "pk")
    settling = followed.filter(stage=Stage.SETTLING).first()
    if settling is not None:
        share(settling, [scene.manager], by=scene.adviser, at=scene.ago(1))
    qualified = followed.filter(stage=Stage.QUALIFIED).last()
    if qualified is not None:
        pause(qualified, scene.today, "Naissance attendue", by=scene.adviser, at=scene.ago(25))
    trainee = Journey.objects.open().filter(owner=scene.manager, stage=Stage.TRAINEE).first()
    if trainee is not None:
        hand_over(
            trainee, scene.adviser, "Habite près de la permanence de Murat", by=scene.manager,
            at=scene.ago(1),
        )  # fmt: skip
    first, last = (scene.today + timedelta(days=days) for days in (10, 16))
    replace(scene.manager, scene.adviser, first, last, "Congés", by=scene.manager, at=scene.ago(2))


def _write_tasks(scene: Scene) -> None:
    """For the last contacts and for the families that look for a house."""
    journeys = Journey.objects.open().filter(owner=scene.adviser).order_by("-opened_at", "pk")
    for journey in journeys.filter(stage=Stage.CONTACT)[:2]:
        journey_opened(journey, by=scene.adviser, at=scene.at)
    for journey in journeys.filter(stage=Stage.SETTLING)[:2]:
        stage_entered(journey, by=scene.adviser, at=scene.at)
