from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.people.models import Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SEES_ALL = "crm_imports.see_all_imports"


class BatchState(models.TextChoices):
    UPLOADED = "uploaded", "colonnes à vérifier"
    CHECKING = "checking", "lecture en cours"
    CHECKED = "checked", "à confirmer"
    CONFIRMED = "confirmed", "écriture en cours"
    DONE = "done", "importé"
    DISCARDED = "discarded", "abandonné"
    REMOVED = "removed", "retiré"


PATHS: dict[BatchState, set[BatchState]] = {
    BatchState.UPLOADED: {BatchState.CHECKING, BatchState.DISCARDED},
    BatchState.CHECKING: {BatchState.CHECKED, BatchState.UPLOADED, BatchState.DISCARDED},
    BatchState.CHECKED: {BatchState.CHECKING, BatchState.CONFIRMED, BatchState.DISCARDED},
    # Back to « à confirmer » when the database refused: nothing was written then.
    BatchState.CONFIRMED: {BatchState.DONE, BatchState.CHECKED},
    BatchState.DONE: {BatchState.REMOVED},
    BatchState.DISCARDED: set(),
    BatchState.REMOVED: set(),
}

# The file is still needed: it has not become rows yet.
PENDING = [BatchState.UPLOADED, BatchState.CHECKING, BatchState.CHECKED, BatchState.CONFIRMED]
WRITTEN = [BatchState.DONE, BatchState.REMOVED]


class BatchQuerySet(models.QuerySet["ImportBatch"]):
    def seen_by(self, user: User) -> Self:
        """One's own, or everybody's with the right to see them."""
        return self.all() if user.has_perm(SEES_ALL) else self.filter(uploaded_by=user)


class ImportBatch(models.Model):
    """A file that was given to read: who gave it, what became of it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField("fichier", max_length=150)
    # Name in the private storage, "" once the file is deleted.
    stored_as = models.CharField("rangé sous", max_length=200, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="donné par",
    )
    uploaded_at = models.DateTimeField("donné le", db_index=True)
    state = models.CharField("état", max_length=9, choices=BatchState, default=BatchState.UPLOADED)
    rows = models.PositiveIntegerField("lignes", default=0)
    headings = models.JSONField("titres des colonnes", default=list)
    # Rank of a column of the file → key of a column of ours.
    mapping = models.JSONField("colonnes reconnues", default=dict)
    # What to do with rows that resemble a known file, unless a row says otherwise.
    resembling = models.CharField("lignes ressemblantes", max_length=6, default="aside")
    # Verdict → number of rows, as last read or as written.
    counts = models.JSONField("comptes", default=dict)
    # What the confirmation must show, once; "" when there is nothing to confirm.
    token = models.CharField("jeton", max_length=64, blank=True, editable=False)
    failure = models.CharField("ce qui a empêché", max_length=500, blank=True)
    queued_at = models.DateTimeField("mis en file le", null=True, blank=True)
    done_at = models.DateTimeField("importé le", null=True, blank=True)
    # The last line of the journal when it was done: what came after is somebody's work.
    journal_mark = models.BigIntegerField("repère du journal", default=0)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "import"
        ordering = ["-uploaded_at", "-pk"]
        permissions = [("see_all_imports", "Peut voir les imports de tous")]
        constraints = [
            models.CheckConstraint(
                name="import_done_has_a_date",
                condition=Q(state__in=WRITTEN, done_at__isnull=False)
                | (~Q(state__in=WRITTEN) & Q(done_at__isnull=True)),
                violation_error_message="Un import terminé porte la date de son écriture, et lui seul.",
            ),
            models.CheckConstraint(
                name="import_is_confirmed_with_a_token",
                condition=~Q(state="checked") | ~Q(token=""),  # nosec B106
                violation_error_message="Un import à confirmer porte un jeton.",
            ),
            models.CheckConstraint(
                name="import_pending_has_its_file",
                condition=~Q(state__in=PENDING) | ~Q(stored_as=""),
                violation_error_message="Un import en cours garde son fichier.",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class Verdict(models.TextChoices):
    NEW = "new", "nouvelle"
    CHANGED = "changed", "complétée"
    SAME = "same", "inchangée"
    LIKE = "like", "ressemblante"
    REFUSED = "refused", "refusée"


class Decision(models.TextChoices):
    ASIDE = "aside", "laisser de côté"
    ATTACH = "attach", "rattacher au dossier"
    OPEN = "open", "ouvrir un nouveau dossier"


class ImportLine(models.Model):
    """What a line of the file would do, as last read. Deleted with the file or a few days later."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField("ligne")
    verdict = models.CharField("verdict", max_length=7, choices=Verdict)
    name = models.CharField("personne", max_length=170, blank=True)
    # The known file that the line is about, or resembles most.
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="dossier"
    )
    why = models.CharField("ressemblance", max_length=120, blank=True)
    changes = models.JSONField("ce qui changerait", default=list)
    # [[heading, sentence], …]
    problems = models.JSONField("ce qui ne va pas", default=list)
    # The cells of a refused line, for whom corrects them; empty otherwise.
    cells = models.JSONField("cellules", default=list)
    decision = models.CharField("décision", max_length=6, choices=Decision, blank=True)

    class Meta:
        verbose_name = "ligne d’import"
        verbose_name_plural = "lignes d’import"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="import_line_once_a_batch"),
            models.CheckConstraint(
                name="import_line_resembles_somebody",
                condition=~Q(verdict="like") | Q(person__isnull=False),
                violation_error_message="Une ligne ressemblante désigne le dossier auquel elle ressemble.",
            ),
        ]

    def __str__(self) -> str:
        return f"ligne {self.number}"


class Trace(models.Model):
    """Where a row of the CRM comes from: the file, its line, the names of the fields that it filled."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="traces")
    number = models.PositiveIntegerField("ligne")
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="import_traces", verbose_name="personne"
    )
    # label_lower of the model and primary key of what was created or changed.
    object_type = models.CharField("objet", max_length=60)
    object_id = models.BigIntegerField("identifiant")
    created = models.BooleanField("créé")
    fields = models.JSONField("champs", default=list)

    class Meta:
        verbose_name = "provenance"
        verbose_name_plural = "provenances"
        ordering = ["batch", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "object_type", "object_id"], name="import_trace_once_an_object"
            )
        ]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id}, ligne {self.number}"
