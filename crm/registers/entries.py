from crm.journal.models import Entry

from .resources import SafeResource, column


class EntryResource(SafeResource):
    """Who did what: names of fields, never values, nor the reasons that people wrote."""

    at = column("at", "Le")
    actor = column("actor__username", "Par")
    action = column("get_action_display", "Action")
    object_type = column("object_type", "Objet")
    object_id = column("object_id", "Identifiant")
    before = column("before", "Avant")
    after = column("after", "Après")
    changed = column("fields", "Champs")

    related = ("actor",)

    class Meta:
        model = Entry
        fields = ("at", "actor", "action", "object_type", "object_id", "before", "after", "changed")
