from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "crm.people"
    label = "crm_people"
    verbose_name = "Personnes et foyers"

    def ready(self) -> None:
        from crm.journal.models import Entry
        from crm.waiting.models import WaitEntry

        from .merging import households, own_rules, waiting_lists
        from .merging.rules import leave_in_place, settle_first, settled_elsewhere
        from .models import ContactPoint, DuplicatePair, HouseholdMember, Provenance, StatusSpell

        settle_first(ContactPoint, "person", own_rules.contact_points, rank=10)
        settle_first(StatusSpell, "person", own_rules.status_spells, rank=20)
        settle_first(Provenance, "person", own_rules.provenances)
        settle_first(HouseholdMember, "person", households.memberships, rank=30)
        # After the rooms that own what is waited for: they withdraw one of two requests themselves.
        settle_first(WaitEntry, "person", waiting_lists.entries, rank=200)
        settled_elsewhere(HouseholdMember, "household")
        leave_in_place(DuplicatePair, "first", own_rules.pairs)
        leave_in_place(DuplicatePair, "second")
        # Lines of the journal are never changed: the survivor's history reads those of both files.
        leave_in_place(Entry, "person")
        from crm.journal import guards
        from crm.letters import leaving
        from crm.registers import finding

        from . import restriction
        from .search import found_for_a_register

        guards.register("restriction", restriction.guard)
        leaving.register_gate("restriction", restriction.gate)

        finding.register(found_for_a_register)
