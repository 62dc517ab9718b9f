from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from crm.organisations.models import Organisation
from crm.people.contacts import read_phone
from crm.people.models import Civility
from crm.people.names import name_key
from news.models import MediaKind


class Language(models.TextChoices):
    FRENCH = "fr", "français"
    OCCITAN = "oc", "occitan"
    ENGLISH = "en", "anglais"
    OTHER = "other", "autre langue"


class Beat(models.Model):
    """What a journalist writes about: the territory, telework, schools."""

    name = models.CharField("nom", max_length=60, unique=True)
    order = models.PositiveSmallIntegerField("rang dans la liste", default=100)

    class Meta:
        verbose_name = "rubrique"
        verbose_name_plural = "rubriques"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Outlet(models.Model):
    """What the press room knows of a medium beside its sheet among the organisations."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="outlet", verbose_name="média"
    )
    kind = models.CharField("nature", max_length=10, choices=MediaKind, default=MediaKind.PRESS)
    rhythm = models.CharField("rythme", max_length=60, blank=True)
    area = models.CharField("zone couverte", max_length=80, blank=True)

    class Meta:
        verbose_name = "média"
        verbose_name_plural = "médias"
        ordering = ["organisation__name_key", "pk"]

    def __str__(self) -> str:
        return str(self.organisation)


class PressContactQuerySet(models.QuerySet["PressContact"]):
    def matching(self, words: str) -> Self:
        """Every word is a fragment of the name, of the medium or of the address."""
        found = self
        for word in name_key(words).split():
            named = Q(name_key__contains=word) | Q(organisation__name_key__contains=word)
            found = found.filter(named | Q(email_key__contains=word))
        return found

    def reached(self) -> Self:
        """Those who may be written to: an address that answers, and no objection."""
        return self.exclude(email_key="").filter(opted_out_at__isnull=True, bounced_at__isnull=True)

    def silent_since(self, moment: datetime) -> Self:
        return self.filter(last_exchange_at__lt=moment)


class PressContact(models.Model):
    """A journalist, or the address of a newsroom. Not a file of the families' register."""

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="journalists",
        verbose_name="média",
    )
    civility = models.CharField("civilité", max_length=1, choices=Civility, blank=True)
    first_name = models.CharField("prénom", max_length=80, blank=True)
    last_name = models.CharField("nom", max_length=120)
    name_key = models.CharField("nom comparé", max_length=220, editable=False, db_index=True)
    function = models.CharField("fonction", max_length=120, blank=True)
    email = models.EmailField("courriel", blank=True)
    email_key = models.CharField(
        "courriel comparé", max_length=254, blank=True, editable=False, db_index=True
    )
    phone = models.CharField("téléphone", max_length=30, blank=True)
    beats = models.ManyToManyField(
        Beat, blank=True, related_name="contacts", verbose_name="rubriques"
    )
    area = models.CharField("secteur couvert", max_length=80, blank=True)
    language = models.CharField("langue", max_length=5, choices=Language, default=Language.FRENCH)
    # Where the address comes from: said to whoever asks.
    source = models.CharField("d’où vient cette fiche", max_length=160)
    respects_embargo = models.BooleanField("respecte l’embargo", default=False)
    created_at = models.DateTimeField("ajouté le")
    # Of a real exchange, or of an article; the day of the sheet before the first one.
    last_exchange_at = models.DateTimeField("dernier échange le", db_index=True)
    opted_out_at = models.DateTimeField("ne veut plus rien recevoir depuis", null=True, blank=True)
    opted_out_how = models.CharField("dit comment", max_length=120, blank=True)
    bounced_at = models.DateTimeField("courriel en erreur depuis", null=True, blank=True)

    objects = PressContactQuerySet.as_manager()

    class Meta:
        verbose_name = "contact de presse"
        verbose_name_plural = "contacts de presse"
        ordering = ["name_key", "pk"]
        permissions = [("export_presscontact", "Peut exporter les contacts de presse")]
        constraints = [
            models.CheckConstraint(
                name="press_contact_has_a_name",
                condition=~Q(name_key=""),
                violation_error_message="Un contact a un nom, celui de la rédaction à défaut.",
            ),
            models.CheckConstraint(
                name="press_contact_can_be_reached",
                condition=~Q(email_key="") | ~Q(phone=""),
                violation_error_message="Donnez un courriel ou un téléphone.",
            ),
            models.CheckConstraint(
                name="press_contact_bounces_on_an_address",
                condition=Q(bounced_at__isnull=True) | ~Q(email_key=""),
                violation_error_message="Seul un courriel peut être en erreur.",
            ),
            models.CheckConstraint(
                name="press_contact_was_heard_after_it_was_added",
                condition=Q(last_exchange_at__gte=F("created_at")),
                violation_error_message="Le dernier échange ne précède pas la fiche.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def phone_words(self) -> str:
        return read_phone(self.phone)

    @property
    def may_be_written_to(self) -> bool:
        return bool(self.email_key) and not self.opted_out_at and not self.bounced_at
