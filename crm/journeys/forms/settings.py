"""What a manager may say of the stages of a track."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from crm.journeys.models import Journey, Stage
from crm.registers.words import counted


class RouteForm(WagtailAdminModelForm):
    """The stages of one track. What the code stands on cannot be taken away."""

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean()
        rows = self.formsets["stages"]
        if rows.is_valid():
            kept = [form for form in rows.ordered_forms if form not in rows.deleted_forms]
            self._check_changes(kept)
            stages = [form.cleaned_data.get("stage") for form in kept]
            for refusal in [*misplaced(stages), *self._still_there(stages)]:
                self.add_error(None, refusal)
        elif rows.non_form_errors().as_data():
            # Django names the columns; the rows at fault keep their own sentence.
            rows.non_form_errors().clear()
            self.add_error(
                None, "Une étape n’est qu’une fois sur un parcours, qui en a au moins une."
            )
        return told

    def _check_changes(self, kept: list[Any]) -> None:
        for form in kept:
            if form.instance.pk and "stage" in form.changed_data:
                form.add_error("stage", "Une étape ne se change pas : retirez-la, ajoutez l’autre.")

    def _still_there(self, stages: list[str]) -> list[str]:
        standing = Journey.objects.open().filter(track=self.instance.track)
        dropped = set(self.instance.stages.values_list("stage", flat=True)) - set(stages)
        return [
            f"{counted(number, 'parcours est', 'parcours sont').capitalize()} à l’étape "
            f"« {Stage(stage).label} » : faites-les avancer avant de la retirer."
            for stage in sorted(dropped)
            if (number := standing.filter(stage=stage).count())
        ]


def misplaced(stages: list[str]) -> list[str]:
    """What is wrong with an order of stages, in French."""
    refusals = []
    if stages[:1] != [Stage.CONTACT]:
        refusals.append("Un parcours commence par « Contact ».")
    if Stage.QUALIFIED not in stages:
        refusals.append("« Qualifié » reste sur le parcours : c’est par là qu’un parcours rouvre.")
    if stages[-1:] != [Stage.COMPLETED]:
        refusals.append("Un parcours s’achève par « Terminé ».")
    return refusals
