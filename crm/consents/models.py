from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class Wording(models.Model):
    """A text as the public read it: an information notice or the sentence of a consent box."""

    code = models.SlugField("code", max_length=40)
    version = models.PositiveSmallIntegerField("version")
    text = models.TextField(
        "texte",
        help_text="{responsable} et {delegue} y deviennent ceux que disent les réglages du site.",
    )
    valid_from = models.DateField("depuis")

    class Meta:
        verbose_name = "texte de consentement"
        verbose_name_plural = "textes de consentement"
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"],
                name="wording_version_once",
                violation_error_message="Cette version existe déjà.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}, version {self.version}"


class Purpose(models.TextChoices):
    NOTICE = "notice", "information lue"
    NEWSLETTER = "newsletter", "lettre d’information"
    FORUM = "forum", "invitations au Forum"
    TESTIMONY = "testimony", "témoignage"
    PHOTO = "photo", "photographie"
    DIRECTORY = "directory", "annuaire des télétravailleurs"
    SHARE = "share", "partage avec un partenaire"


# What a conversation settles; sharing is said of one partner at a time, where that partner is invited.
SAID_BY_VOICE = [
    Purpose.NEWSLETTER,
    Purpose.FORUM,
    Purpose.TESTIMONY,
    Purpose.PHOTO,
    Purpose.DIRECTORY,
]


# They show somebody: for a minor, two adults of the household say it, each in their name.
OF_ONESELF = [Purpose.PHOTO, Purpose.TESTIMONY]
ADULT_AT = 18
# Begins how an agreement names a child, who has no name here.
CHILD = "enfant-"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def current(self) -> Self:
        """The last word of each person on each purpose, of each partner apart."""
        later = Consent.objects.filter(
            person=models.OuterRef("person"),
            purpose=models.OuterRef("purpose"),
            about=models.OuterRef("about"),
        ).order_by("-at", "-pk")
        return self.filter(pk=models.Subquery(later.values("pk")[:1]))


class Consent(models.Model):
    """One word of a person on one purpose: given or withdrawn, dated, with its proof. Only added to."""

    person = models.ForeignKey(
        "crm_people.Person", models.CASCADE, related_name="consents", verbose_name="personne"
    )
    purpose = models.CharField("finalité", max_length=12, choices=Purpose)
    # Which partner a sharing is with, which child an image is of; nothing otherwise.
    about = models.CharField("avec qui, de qui", max_length=40, blank=True, editable=False)
    given = models.BooleanField("accordé")
    at = models.DateTimeField("le")
    channel = models.CharField("par quel moyen", max_length=40)
    wording = models.ForeignKey(
        Wording, models.PROTECT, null=True, blank=True, verbose_name="texte lu"
    )
    proof = models.CharField("preuve", max_length=120, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="saisi par",
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "consentement"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="consent_says_how",
                condition=~Q(channel=""),
                violation_error_message="Un consentement dit par quel moyen il a été donné.",
            ),
            models.CheckConstraint(
                name="consent_to_share_says_with_whom",
                condition=Q(purpose="share") & ~Q(about="")
                | ~Q(purpose="share") & Q(about="")
                | Q(purpose__in=["photo", "testimony"], about__startswith="enfant-"),
                violation_error_message="Un partage dit avec quel partenaire, une image de quel enfant, "
                "et rien d’autre ne dit de qui.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} : {'accordé' if self.given else 'retiré'}"

    @property
    def label(self) -> str:
        """« photographie », « photographie d’un enfant du foyer »."""
        child = " d’un enfant du foyer" if self.about.startswith(CHILD) else ""
        return f"{self.get_purpose_display()}{child}"


class SuppressionReason(models.TextChoices):
    UNSUBSCRIBED = "unsubscribed", "désinscription"
    OBJECTION = "objection", "opposition"
    BOUNCED = "bounced", "adresse en erreur"
    COMPLAINT = "complaint", "plainte"


EVERYTHING = "all"


class Suppression(models.Model):
    """An address to which nothing of a scope may be sent any more. The address itself is not kept."""

    # A keyed hash: it tells whether an address is here, and nothing to who reads it.
    digest = models.CharField("empreinte", max_length=64)
    # EVERYTHING, or the code of an audience.
    scope = models.CharField("portée", max_length=40)
    reason = models.CharField("motif", max_length=12, choices=SuppressionReason)
    at = models.DateTimeField("depuis")

    class Meta:
        verbose_name = "adresse écartée"
        verbose_name_plural = "adresses écartées"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "scope"],
                name="suppressed_once_a_scope",
                violation_error_message="Cette adresse est déjà écartée.",
            )
        ]

    def __str__(self) -> str:
        return f"adresse écartée {self.pk}"
