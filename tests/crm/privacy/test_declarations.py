"""Every field of every model that tells of a person has a declared treatment."""

import pytest
from django.apps import apps
from django.db.models import Model

from crm import APPS
from crm.people.models import Person
from crm.privacy.treatments import IMPERSONAL, TREATMENTS

ROOMS = [name.replace(".", "_") for name in APPS]
OURS = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
STATISTICAL = {"IndicatorSnapshot"}


def leads_to_a_person(model: type[Model], seen: frozenset[type[Model]] = frozenset()) -> bool:
    ahead = {
        field.related_model
        for field in model._meta.get_fields()
        if field.is_relation and (field.many_to_one or field.one_to_one) and field.concrete
    }
    return Person in ahead or any(
        leads_to_a_person(other, seen | {model}) for other in ahead - seen - {model}
    )


def test_every_model_that_leads_to_a_person_is_treated():
    treated = {treatment.model for treatment in TREATMENTS}
    leading = {model for model in OURS if model is Person or leads_to_a_person(model)}

    assert leading - treated == set()


def test_every_other_model_is_said_to_be_impersonal():
    said = {treatment.model for treatment in TREATMENTS} | IMPERSONAL.keys()

    assert {model.__name__ for model in OURS if model not in said} == STATISTICAL


@pytest.mark.parametrize(
    "treatment", [one for one in TREATMENTS if not one.deleted], ids=lambda one: one.model.__name__
)
def test_every_field_is_declared(treatment):
    meta = treatment.model._meta
    fields = {field.name for field in [*meta.concrete_fields, *meta.many_to_many]}

    assert fields == treatment.declared
    assert not treatment.erased.keys() & treatment.kept.keys()
    assert all(treatment.kept.values())


def test_a_model_is_treated_once():
    models = [treatment.model for treatment in TREATMENTS]

    assert len(models) == len(set(models))
