"""The form of an edition's page. Drafts are free; publishing asks for a programme that can take place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from editorial.plugins import check_capacity
from forum.clashes import Planned, clashes
from forum.models.programme import Slot

SET = ("day", "starts_at", "ends_at")


class EditionPageForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self.refuse_twice("partnerships", "partner", "Ce partenaire est déjà dans la liste.")
        slots = dict(self.kept("slots"))
        for form in slots.values():
            refuse_twins(form, "appearances", "speaker", "Cette personne est déjà à ce créneau.")
        self.refuse_lost_places(slots)
        if not self.is_deferred_validation:
            self.refuse_clashes(slots, cleaned.get("edition"))
            self.ask_for_a_source(cleaned)
        return cleaned

    def kept(self, name: str) -> Iterator[tuple[int, Any]]:
        return kept_forms(self, name)

    def refuse_twice(self, name: str, field: str, text: str) -> None:
        refuse_twins(self, name, field, text)

    def refuse_clashes(self, slots: dict[int, Any], edition: Any) -> None:
        planned = [planned_of(row, form) for row, form in slots.items() if is_set(form)]
        starts_on = edition.starts_on if edition else None
        ends_on = edition.ends_on if edition else None
        for clash in clashes(planned, starts_on, ends_on):
            form = slots[clash.row]
            if clash.field != "speaker":
                form.add_error(clash.field, clash.text)
                continue
            for _, below in kept_forms(form, "appearances"):
                if below.cleaned_data.get("speaker") == clash.speaker:
                    below.add_error("speaker", clash.text)

    def refuse_lost_places(self, slots: dict[int, Any]) -> None:
        """Those who have places in a slot keep them: it neither shrinks below them nor goes, even in a draft."""
        kept = {form.instance.pk: form for form in slots.values() if form.instance.pk}
        for slot in Slot.objects.filter(page=self.instance.pk):
            form = kept.get(slot.pk)
            if form is None:
                if refusal := check_capacity(slot, 0):
                    self.add_error(None, f"Le créneau « {slot} » n’est plus là. {refusal}")
            elif "seats" not in form.errors:
                seats = form.cleaned_data.get("seats") or 0
                if seats < (slot.seats or 0) and (refusal := check_capacity(slot, seats)):
                    form.add_error("seats", refusal)

    def ask_for_a_source(self, cleaned: dict[str, Any]) -> None:
        told = cleaned.get("participants") or cleaned.get("exhibitors")
        if told and not cleaned.get("figures_source"):
            self.add_error("figures_source", "Un chiffre publié dit d’où il vient.")


def kept_forms(form: Any, name: str) -> Iterator[tuple[int, Any]]:
    """The lines of a formset that stay, each with its rank; asking for errors cleans them."""
    for row, below in enumerate(form.formsets[name].forms if name in form.formsets else []):
        # Reading the errors cleans the line.
        if below.errors is not None and not below.cleaned_data.get("DELETE"):
            yield row, below


def refuse_twins(form: Any, name: str, field: str, text: str) -> None:
    known = set()
    for _, below in kept_forms(form, name):
        value = below.cleaned_data.get(field)
        if value is not None and value in known:
            below.add_error(field, text)
        known.add(value)


def is_set(form: Any) -> bool:
    return all(form.cleaned_data.get(name) is not None for name in SET)


def planned_of(row: int, form: Any) -> Planned:
    data = form.cleaned_data
    below = (line.cleaned_data.get("speaker") for _, line in kept_forms(form, "appearances"))
    speakers = [speaker for speaker in below if speaker]
    times = {name: data[name] for name in SET}
    title = data.get("title") or "créneau sans intitulé"
    return Planned(row, title, room=data.get("room"), speakers=speakers, **times)
