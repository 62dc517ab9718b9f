"""Who people are: where they live, what they do, how they are reached, what they agreed to."""

from __future__ import annotations

import re
from datetime import datetime
from functools import reduce
from operator import or_

from django import forms
from django.db.models import Q

from crm.consents.models import Consent, Purpose
from crm.people.models import Channel, ContactPoint, HouseholdMember, ProfessionalStatus
from territory.models import Commune

from .criterion import Criterion, CriterionForm, ManyField, OneField, Told

THEME = "Personne"
STATUSES = [one for one in ProfessionalStatus.choices if one[0]]
# A sharing is agreed with one partner at a time: it is no public.
PURPOSES = [one for one in Purpose.choices if one[0] not in {Purpose.SHARE, Purpose.NOTICE}]


def home_communes() -> list[tuple[str, str]]:
    rows = Commune.objects.of_the_territory().order_by("name").distinct()
    return [(commune.pk, commune.name) for commune in rows]


class CommuneForm(CriterionForm):
    commune = ManyField("Commune du territoire", offers=home_communes)


def lives_in(told: Told, at: datetime) -> Q:
    return Q(commune__in=told["commune"])


class DepartmentForm(CriterionForm):
    departments = forms.CharField(
        label="Départements",
        required=False,
        max_length=80,
        help_text="Leurs numéros, séparés par des virgules : 15, 63, 2A.",
    )

    def clean_departments(self) -> str:
        codes = [code for code in re.split(r"[\s,;]+", self.cleaned_data["departments"]) if code]
        wrong = [code for code in codes if not re.fullmatch(r"\d{1,3}|2[ABab]", code)]
        if wrong:
            raise forms.ValidationError(f"« {wrong[0]} » n’est pas un numéro de département.")
        return ", ".join(code.upper().zfill(2) for code in codes)


def lives_in_department(told: Told, at: datetime) -> Q:
    return Q(commune__department__in=told["departments"].split(", "))


class StatusForm(CriterionForm):
    status = ManyField("Situation professionnelle", STATUSES)


def in_situation(told: Told, at: datetime) -> Q:
    return Q(professional_status__in=told["status"])


class TradeForm(CriterionForm):
    trade = forms.CharField(
        label="Mots du métier",
        required=False,
        max_length=120,
        help_text="Séparés par des virgules ; l’un d’eux suffit : graphiste, illustrat.",
    )

    def clean_trade(self) -> str:
        words = [" ".join(word.split()) for word in self.cleaned_data["trade"].split(",")]
        kept = [word for word in words if word]
        if any(len(word) < 3 for word in kept):
            raise forms.ValidationError("Trois lettres au moins par mot.")
        return ", ".join(kept)


def of_trade(told: Told, at: datetime) -> Q:
    return reduce(or_, (Q(trade__icontains=word) for word in told["trade"].split(", ")))


class ChannelForm(CriterionForm):
    channel = ManyField("À joindre par", Channel.choices)


def by_channel(told: Told, at: datetime) -> Q:
    return Q(preferred_channel__in=told["channel"])


class ReachableForm(CriterionForm):
    asks_nothing = True


def has_an_address(told: Told, at: datetime) -> Q:
    return Q(pk__in=ContactPoint.objects.for_letters().order_by().values("person"))


class ConsentForm(CriterionForm):
    purpose = OneField("Accord en vigueur pour", PURPOSES, nothing="choisir")


def agrees_to(told: Told, at: datetime) -> Q:
    """Their last word on the purpose is yes."""
    last = Consent.objects.filter(purpose=told["purpose"]).current()
    return Q(pk__in=last.filter(given=True).order_by().values("person"))


class ChildrenForm(CriterionForm):
    asks_nothing = True


def with_children(told: Told, at: datetime) -> Q:
    """They live today in a household where a child lives."""
    present = HouseholdMember.objects.filter(ends_on__isnull=True)
    families = present.filter(person__isnull=True, role="child")
    adults = present.filter(person__isnull=False, household__in=families.values("household"))
    return Q(pk__in=adults.order_by().values("person"))


CRITERIA = [
    Criterion("commune", "Commune de résidence", THEME, CommuneForm, lives_in),
    Criterion("department", "Département de résidence", THEME, DepartmentForm, lives_in_department),
    Criterion("status", "Situation professionnelle", THEME, StatusForm, in_situation),
    Criterion("trade", "Métier", THEME, TradeForm, of_trade),
    Criterion("children", "Foyer avec enfants", THEME, ChildrenForm, with_children),
    Criterion("channel", "Moyen préféré", THEME, ChannelForm, by_channel),
    Criterion("reachable", "A un courriel en état", THEME, ReachableForm, has_an_address),
    Criterion("consent", "Accord donné", THEME, ConsentForm, agrees_to),
]
