from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from editorial.findings.finding import Finding, advice
from editorial.happenings import Happening, Standing
from editorial.models import BasePage, BasePageQuerySet
from home.agenda import Agenda
from home.linked_data import event
from territory.models import Commune, TerritoryKind

KIND = "Rendez-vous"


class AgendaPage(BasePage):
    """Everything dated, whoever holds it: Forum, sessions, and the appointments kept below this page."""

    max_count = 1
    subpage_types = ["home.EventPage"]
    in_footer = True
    help_sentence = (
        "Les dates viennent seules du Forum et des sessions : n’ajoutez dessous que "
        "les autres rendez-vous."
    )
    facet = "Agenda"

    class Meta:
        verbose_name = "agenda"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        agenda = Agenda.asked(request.GET, timezone.localdate())
        return super().get_context(request, *args, **kwargs) | {"agenda": agenda}


class EventPageQuerySet(BasePageQuerySet):
    def touching(self, start: datetime, end: datetime) -> Self:
        """Those that take place within [start, end[, were it for a minute."""
        ends_later = Q(ends_at__gt=start) | Q(starts_at__gte=start)
        return self.filter(ends_later, starts_at__lt=end)


class EventPage(BasePage):
    """An appointment with the public: a meeting, a visit, an open day. Begins and ends at an hour."""

    starts_at = models.DateTimeField("début", null=True, db_index=True)
    ends_at = models.DateTimeField("fin", null=True)
    place = models.CharField(
        "lieu", max_length=160, blank=True, help_text="Par exemple : Maison des services, Murat."
    )
    commune = models.ForeignKey(
        Commune,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="commune",
        limit_choices_to={"territories__kind": TerritoryKind.HOME, "territories__current": True},
    )
    online_url = models.URLField(
        "adresse en ligne",
        max_length=300,
        blank=True,
        help_text="Où le suivre à distance, quand c’est possible.",
    )
    cancelled = models.BooleanField("annulé", default=False)
    cancel_reason = models.CharField(
        "motif de l’annulation",
        max_length=240,
        blank=True,
        help_text="Une phrase, montrée au public. Un rendez-vous annulé se dit, il ne s’efface pas.",
    )

    dates_panels = [
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading="Quand"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("place"), FieldPanel("commune")]),
                FieldPanel("online_url"),
            ],
            heading="Où",
        ),
        MultiFieldPanel(
            [FieldPanel("cancelled"), FieldPanel("cancel_reason")],
            heading="Annulation",
            classname="collapsed",
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("place")]
    parent_page_types = ["home.AgendaPage"]
    subpage_types: list[str] = []
    shown_with = ["commune"]
    in_site_map = False
    result_kind = KIND
    help_sentence = (
        "Quand, où, pour qui, et ce que l’on en rapporte. "
        "Par exemple : Réunion d’information, jeudi de 18 h à 20 h."
    )

    objects = PageManager.from_queryset(EventPageQuerySet)()
    facet = "Agenda"
    dated_by = "starts_at"

    class Meta:
        verbose_name = "rendez-vous"
        verbose_name_plural = "rendez-vous"
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_starts",
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=True)
                | Q(ends_at__gte=F("starts_at")),
                violation_error_message="La fin précède le début.",
            ),
            models.CheckConstraint(
                name="event_cancelled_with_a_reason",
                condition=Q(cancelled=False, cancel_reason="")
                | (Q(cancelled=True) & ~Q(cancel_reason="")),
                violation_error_message="Une annulation porte un motif, et un motif une annulation.",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            errors["ends_at"] = "La fin précède le début."
        if self.cancelled != bool(self.cancel_reason):
            errors["cancel_reason"] = "Une annulation porte un motif, et un motif une annulation."
        if errors:
            raise ValidationError(errors)

    def findings(self) -> Iterator[Finding]:
        yield from super().findings()
        if self.ends_at and self.ends_at < timezone.now() and not self.live:
            yield advice("Ce rendez-vous est déjà passé : vérifiez sa date.", "starts_at")
        if not self.place and not self.online_url:
            yield advice("On ne sait pas où aller : donnez un lieu ou une adresse.", "place")

    @property
    def where(self) -> str:
        """The place and, unless it names it already, the commune."""
        commune = self.commune.name if self.commune else ""
        known = [self.place, "" if commune and commune in self.place else commune]
        return ", ".join(part for part in known if part)

    def happening(self) -> Happening | None:
        """As the agenda reads it; None while a draft has no dates."""
        if not self.starts_at or not self.ends_at:
            return None
        return Happening(
            uid=f"rendez-vous-{self.translation_key}",
            starts=timezone.localtime(self.starts_at),
            ends=timezone.localtime(self.ends_at),
            title=self.title,
            kind=KIND,
            place=self.where or ("En ligne" if self.online_url else ""),
            text=self.cancel_reason or self.lead,
            path=self.url or "",
            editor=reverse("wagtailadmin_pages:edit", args=[self.pk]) if self.pk else "",
            label="Annulé" if self.cancelled else "",
            standing=Standing.CANCELLED if self.cancelled else Standing.CONFIRMED,
            modified=self.last_published_at,
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"happening": self.happening()}

    def linked_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [event(self, request)] if self.starts_at and self.ends_at else []
