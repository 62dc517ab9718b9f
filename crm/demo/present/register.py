"""What the data protection officer read over, a text that got a second version, two parents who agree for a child."""

from __future__ import annotations

from django.contrib.auth.models import User

from crm.compliance.processing_reviews import review, standing_of
from crm.consents.models import Purpose
from crm.consents.services import current_wording
from crm.consents.writing import add_version
from crm.people.children import agree_for
from crm.people.models import HouseholdMember

from .stage import Scene

OFFICER = "dpd"
READ_OVER = {"messages": 40, "lettre": 38, "forum": 38, "accompagnement": 12}
MORE = "Le trésorier de la collectivité, pour les aides versées"
# A text is made clearer: the delay of an answer is promised.
CODE, PROMISE = "message", "\n\nQuand nous répondons : sous deux jours ouvrés, au plus tard."


def play_register(scene: Scene) -> None:
    officer = User.objects.filter(username=OFFICER).first()
    if officer is not None:
        _read_over(scene, officer)
    if scene.manager is not None:
        _say_better(scene, scene.manager)
    _agree_for_a_child(scene)


def _read_over(scene: Scene, officer: User) -> None:
    for code, days in READ_OVER.items():
        review(code, {}, read=0, by=officer, at=scene.ago(days))
    found = standing_of("residences")
    if found is not None:
        said = f"{found.text('recipients')}\n{MORE}"
        review(
            "residences", {"recipients": said}, read=0, remark="Le trésorier est un destinataire.",
            by=officer, at=scene.ago(5),
        )  # fmt: skip


def _say_better(scene: Scene, manager: User) -> None:
    last = current_wording(CODE, scene.at)
    if last is not None and last.version == 1:
        add_version(
            CODE, last.text + PROMISE, valid_from=scene.today, read=1, by=manager, at=scene.at
        )


def _agree_for_a_child(scene: Scene) -> None:
    """The first household of the present where two adults live with a child."""
    present = HouseholdMember.objects.filter(ends_on__isnull=True)
    for child in present.filter(person__isnull=True).order_by("pk"):
        adults = list(present.filter(household=child.household_id, person__isnull=False)[:2])
        if len(adults) == 2:
            for adult in adults:
                agree_for(
                    child, adult, Purpose.PHOTO, given=True, channel="papier signé",
                    proof="classeur des autorisations, n° 12", by=scene.adviser, at=scene.ago(20),
                )  # fmt: skip
            return
