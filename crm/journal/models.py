from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class Action(models.TextChoices):
    CREATED = "created", "création"
    CHANGED = "changed", "modification"
    MOVED = "moved", "passage"
    DELETED = "deleted", "suppression"
    READ = "read", "consultation"
    EXPORTED = "exported", "export"
    REFUSED = "refused", "refus d’accès"
    ANONYMISED = "anonymised", "anonymisation"
    PUBLISHED = "published", "publication"
    SIGNED_IN = "signed_in", "connexion"
    SIGNED_OUT = "signed_out", "déconnexion"
    SIGN_IN_REFUSED = "not_signed", "connexion refusée"


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, row: models.Model) -> Self:
        return self.filter(object_type=row._meta.label_lower, object_id=str(row.pk))

    def moves(self) -> Self:
        return self.filter(action=Action.MOVED)


class Entry(models.Model):
    """Who did, read or exported what. Field names, never values; written once, refused any change."""

    at = models.DateTimeField("le", db_index=True)
    # An account that acted is closed, never deleted: its lines could not be changed.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )
    action = models.CharField("action", max_length=10, choices=Action)
    object_type = models.CharField("objet", max_length=60)
    object_id = models.CharField("identifiant", max_length=40)
    # No constraint: a journal survives what it speaks of.
    person = models.ForeignKey(
        "crm_people.Person",
        models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="journal",
        verbose_name="personne",
    )
    before = models.CharField("avant", max_length=20, blank=True)
    after = models.CharField("après", max_length=20, blank=True)
    reason = models.CharField("motif", max_length=500, blank=True)
    fields = models.JSONField("champs", default=list, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne du journal"
        verbose_name_plural = "journal"
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="journal_object"),
            models.Index(fields=["person", "at"], name="journal_person"),
            models.Index(fields=["actor", "at"], name="journal_actor"),
            models.Index(fields=["action", "at"], name="journal_action"),
            models.Index(fields=["object_type", "at"], name="journal_kind"),
            # What an account did, counted by act without a look at its lines.
            models.Index(fields=["actor", "action", "at"], name="journal_acts"),
        ]
        permissions = [("export_entry", "Peut exporter le journal")]
        constraints = [
            models.CheckConstraint(
                name="journal_move_goes_somewhere",
                condition=~Q(action=Action.MOVED) | ~Q(before=models.F("after")),
                violation_error_message="Un passage mène à un autre état.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.get_action_display()} {self.object_type}"


class RefusedSignIns(models.Model):
    """How many times a day somebody was not let in. What they typed may be a password: nothing of it stays.

    unknown   how many gave a name that is no account's
    """

    day = models.DateField("jour", primary_key=True)
    count = models.PositiveIntegerField("refus", default=0)
    unknown = models.PositiveIntegerField("dont noms inconnus", default=0)

    class Meta:
        verbose_name = "connexions refusées d’un jour"
        verbose_name_plural = "connexions refusées, par jour"

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} : {self.count}"


class Gate(models.Model):
    """One row. While it is closed the database refuses to change or delete a line of the journal."""

    is_open = models.BooleanField("ouverte", default=False)

    class Meta:
        verbose_name = "vanne du journal"
        verbose_name_plural = "vannes du journal"

    def __str__(self) -> str:
        return "ouverte" if self.is_open else "fermée"
