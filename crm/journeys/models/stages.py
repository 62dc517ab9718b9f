"""The tracks, the stages and the closing reasons: what the code knows of them, whatever a screen says."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models


class Track(models.TextChoices):
    INDEPENDENT = "t1", "télétravail indépendant"
    EMPLOYEE = "t2", "télétravail salarié"
    RELOCATION = "t3", "installation avec activité"
    RETURN = "t4", "retour à l’emploi sur place"


class Stage(models.TextChoices):
    CONTACT = "contact", "Contact"
    QUALIFIED = "qualified", "Qualifié"
    APPLICANT = "applicant", "Candidat"
    TRAINEE = "trainee", "Stagiaire"
    VISITING = "visiting", "En visite"
    RESIDENCE = "residence", "Résidence"
    SETTLING = "settling", "Installation"
    SUPPORTED = "supported", "Accompagné"
    COMPLETED = "completed", "Terminé"
    CLOSED = "closed", "Clos"


ORDER: list[Stage] = [stage for stage in Stage if stage != Stage.CLOSED]
ENDS = frozenset({Stage.COMPLETED, Stage.CLOSED})


def paths_along(stages: Sequence[Stage]) -> dict[Stage, set[Stage]]:
    """Forward to any later stage whose facts exist, back to the one before, out by closing."""
    paths: dict[Stage, set[Stage]] = {
        stage: {*stages[rank + 1 :], *stages[max(rank - 1, 0) : rank], Stage.CLOSED}
        for rank, stage in enumerate(stages)
    }
    paths[Stage.COMPLETED] = set()
    paths[Stage.CLOSED] = {Stage.QUALIFIED}
    return paths


# What a track allows that goes through every stage.
PATHS = paths_along(ORDER)


class CloseReason(models.TextChoices):
    SETTLED_ELSEWHERE = "elsewhere", "installée ailleurs"
    GAVE_UP = "gave_up", "a renoncé"
    NO_ANSWER = "no_answer", "ne répond plus"
    REFUSED = "refused", "candidature non retenue"
    NOT_OUR_ROLE = "not_ours", "réorientée vers un partenaire"
    LEFT = "left", "a quitté le territoire"
    OTHER = "other", "autre motif"
    MERGED = "merged", "fusionné avec un autre parcours"
    NONE = "", "—"
