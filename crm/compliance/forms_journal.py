from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import QuerySet

from crm.journal.models import Action
from crm.journeys.forms.relays import colleagues
from crm.journeys.team import called
from crm.people.forms import DAY
from crm.people.models import Person

from .journal_reading import Asked

NO_ACCOUNT = "Tous, le site compris"


def every_account() -> QuerySet[User]:
    rows: QuerySet[User] = get_user_model()._default_manager.all()
    return rows.order_by("-is_active", "last_name", "first_name", "username")


def named(user: User) -> str:
    return called(user) if user.is_active else f"{called(user)}, compte fermé"


def kinds() -> list[tuple[str, str]]:
    """What lines may be about, by its French name."""
    ours = [model for model in apps.get_models() if model._meta.app_label.startswith("crm_")]
    told = [(model._meta.label_lower, str(model._meta.verbose_name)) for model in ours]
    return sorted([*told, ("auth.user", "compte"), ("auth.group", "rôle")], key=lambda one: one[1])


class PeriodForm(forms.Form):
    since = forms.DateField(label="Du", required=False, widget=DAY)
    until = forms.DateField(label="Au", required=False, widget=DAY)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        if since and until and until < since:
            self.add_error("until", "La fin vient après le début.")
        return told

    def asked(self, **more: Any) -> Asked:
        """What is looked for; nothing of what was refused."""
        told = self.cleaned_data if self.is_valid() else {}
        return Asked(since=told.get("since"), until=told.get("until"), **more)


class JournalForm(PeriodForm):
    account: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        None, label="Compte", required=False, empty_label=NO_ACCOUNT
    )
    action = forms.ChoiceField(
        label="Action", required=False, choices=[("", "Toutes"), *Action.choices]
    )
    number = forms.CharField(label="N° de dossier", required=False, max_length=20)
    kind = forms.ChoiceField(label="Objet", required=False, choices=())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues(self.fields["account"], every_account(), named)
        self.fields["kind"].choices = [("", "Tous"), *kinds()]  # type: ignore[attr-defined]

    def clean_number(self) -> Person | None:
        typed = self.cleaned_data["number"].strip()
        if not typed:
            return None
        person = Person.objects.filter(file_number=typed).first()
        if person is None:
            raise forms.ValidationError("Aucun dossier n’a ce numéro.")
        return person

    def asked(self, **more: Any) -> Asked:
        told = self.cleaned_data if self.is_valid() else {}
        return super().asked(
            account=told.get("account"), action=told.get("action") or "",
            person=told.get("number"), kind=told.get("kind") or "", **more,
        )  # fmt: skip
