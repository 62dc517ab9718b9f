"""The columns of the list of participants, when it leaves."""

from __future__ import annotations

from crm.registers.resources import SafeResource, column, computed
from crm.registrations.models import Participant


class RollResource(SafeResource):
    related = ("registration",)
    fetched = ("workshops__slot", "check_ins")

    last_name = column("last_name", "Nom")
    first_name = column("first_name", "Prénom")
    organisation = column("organisation", "Organisme")
    state = computed("Inscription")
    email = column("registration.email", "Adresse électronique du groupe")
    phone = column("registration.phone", "Téléphone du groupe")
    registered_at = column("registration.registered_at", "Inscrite le")
    access_needs = column("access_needs", "À prévoir")
    workshops = computed("Ateliers")
    entered_at = computed("Entrée le")

    class Meta:
        model = Participant
        fields = (
            "last_name", "first_name", "organisation", "state", "email", "phone",
            "registered_at", "access_needs", "workshops", "entered_at",
        )  # fmt: skip
        export_order = fields

    def dehydrate_state(self, row: Participant) -> str:
        if row.left_at:
            return "ne vient plus"
        if row.registration.walk_in:
            return "sans inscription"
        return row.registration.get_state_display()

    def dehydrate_workshops(self, row: Participant) -> str:
        seats = row.workshops.all()  # type: ignore[attr-defined]
        return ", ".join(seat.slot.title for seat in seats if seat.slot and seat.held_until is None)

    def dehydrate_entered_at(self, row: Participant) -> object:
        entries = row.check_ins.all()  # type: ignore[attr-defined]
        return next((one.at for one in entries if one.undone_at is None), None)
