"""Each model of the inventory of erasure has its rule in the dossier."""

from crm.datarights.dossier.gathering import reached
from crm.datarights.dossier.rules import RULES, Told, Untold
from crm.datarights.dossier.subject import Subject
from crm.people.models import Person
from crm.privacy.treatments import TREATMENTS


def test_every_model_of_the_inventory_is_told_or_said_to_be_left_out():
    ruled = {rule.model for rule in RULES}

    assert {one.model.__name__ for one in TREATMENTS if one.model not in ruled} == set()


def test_a_model_has_one_rule_and_a_reason_when_it_is_left_out():
    models = [rule.model for rule in RULES]

    assert len(models) == len(set(models))
    assert all(rule.why for rule in RULES if isinstance(rule, Untold))


def test_what_is_hidden_is_a_field_of_its_model_and_says_why():
    for rule in RULES:
        if isinstance(rule, Told):
            names = {field.name for field in rule.model._meta.get_fields()}
            assert set(rule.hidden) <= names, rule.model
            assert all(rule.hidden.values())


def test_the_rows_of_somebody_are_reached_from_every_rule(db):
    nobody = Subject(Person(), [], [], [])

    assert all(reached(rule, nobody) is not None for rule in RULES if isinstance(rule, Told))
