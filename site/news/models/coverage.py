from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page

from .releases import ReleasePage


class MediaKind(models.TextChoices):
    PRESS = "press", "presse écrite"
    RADIO = "radio", "radio"
    TELEVISION = "television", "télévision"
    WEB = "web", "web"


class CoverageQuerySet(models.QuerySet["Coverage"]):
    def shown(self) -> Self:
        """Without what would tell of a release before its hour."""
        return self.filter(Q(release__isnull=True) | Q(release__in=ReleasePage.objects.out()))

    def newest_first(self) -> Self:
        return self.order_by("-published_on", "-pk")

    def of_year(self, year: int | None) -> Self:
        return self.filter(published_on__year=year) if year else self


class Coverage(models.Model):
    """An article or a programme that spoke of the place."""

    outlet = models.CharField("média", max_length=120, help_text="Par exemple : La Montagne.")
    kind = models.CharField("nature", max_length=10, choices=MediaKind, default=MediaKind.PRESS)
    title = models.CharField("titre", max_length=200)
    author = models.CharField("auteur", max_length=120, blank=True)
    published_on = models.DateField("paru le", db_index=True)
    url = models.URLField(
        "adresse", max_length=500, blank=True, help_text="Où le lire ou l’écouter, en https://…"
    )
    excerpt = models.CharField(
        "résumé ou extrait",
        max_length=300,
        blank=True,
        help_text="Deux phrases, 300 signes au plus. Une citation se met entre « guillemets ».",
    )
    about = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="se rapporte à",
        help_text="Une édition du Forum, une formation, toute page du site.",
    )
    release = models.ForeignKey(
        ReleasePage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="coverage",
        verbose_name="communiqué repris",
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("outlet"), FieldPanel("kind")]),
                FieldRowPanel([FieldPanel("published_on"), FieldPanel("author")]),
                FieldPanel("url"),
                FieldPanel("excerpt"),
            ],
            heading="Ce qui a paru",
        ),
        MultiFieldPanel(
            [PageChooserPanel("about"), PageChooserPanel("release")], heading="À propos de quoi"
        ),
    ]

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = "article de presse"
        verbose_name_plural = "revue de presse"
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["outlet", "title", "published_on"],
                name="coverage_once",
                violation_error_message="Cet article est déjà dans la revue de presse.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.outlet}, {self.title}"
