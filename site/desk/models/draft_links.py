from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.models import Page

LIFE = timedelta(days=7)


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


class DraftLinkQuerySet(models.QuerySet["DraftLink"]):
    def alive(self, at: datetime | None = None) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=at or timezone.now())

    def with_views(self) -> Self:
        return self.annotate(view_count=Count("views"))


class DraftLink(models.Model):
    """An address by which somebody without an account reads the draft of a page, for seven days.

    Only the digest of its token is kept. The token itself is made again from `key` and the secret of
    the site when an editor asks for the address: what the database holds opens nothing.
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="draft_links", verbose_name="page")
    key = models.UUIDField("clef", default=uuid4, unique=True, editable=False)
    digest = models.CharField("empreinte du jeton", max_length=64, unique=True, editable=False)
    reader = models.CharField(
        "pour qui",
        max_length=80,
        blank=True,
        help_text="Pour s’y retrouver. Par exemple : la commission communication.",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="créé par",
    )
    created_at = models.DateTimeField("créé le", default=timezone.now)
    expires_at = models.DateTimeField("expire le")
    revoked_at = models.DateTimeField("révoqué le", null=True, blank=True)

    view_count: int  # present on rows read through with_views()

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "lien de relecture"
        verbose_name_plural = "liens de relecture"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="draft_link_expires_after_it_is_made",
                condition=Q(expires_at__gt=F("created_at")),
                violation_error_message="Un lien expire après avoir été créé.",
            )
        ]

    def __str__(self) -> str:
        return f"lien de relecture de « {self.page} »"

    @property
    def token(self) -> str:
        return salted_hmac("desk.draft_link", self.key.hex, algorithm="sha256").hexdigest()

    @property
    def path(self) -> str:
        """Its address, "" once the secret of the site has changed: the token cannot be told again."""
        known = digest_of(self.token) == self.digest
        return reverse("draft_read", args=[self.token]) if known else ""

    def is_alive(self, at: datetime | None = None) -> bool:
        return self.revoked_at is None and self.expires_at > (at or timezone.now())


class DraftView(models.Model):
    """One reading of a draft: when, and nothing about who."""

    link = models.ForeignKey(DraftLink, models.CASCADE, related_name="views", verbose_name="lien")
    at = models.DateTimeField("le", default=timezone.now)

    class Meta:
        verbose_name = "lecture d’un brouillon"
        verbose_name_plural = "lectures d’un brouillon"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"lecture du {self.at:%d/%m/%Y %H:%M}"
