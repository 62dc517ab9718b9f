"""Each group holds what the file of rights says, and nothing that its people must never see."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission

from editorial.rights import grant

WRITTEN = tomllib.loads(
    Path(settings.BASE_DIR / "crm/registers/rights.toml").read_text(encoding="utf-8")
)
FILES = ["crm_needs", "crm_organisations", "crm_papers"]
NEVER = {
    "Formateurs": [
        "crm_people",
        "crm_journeys",
        "crm_support",
        "crm_letters",
        "crm_consents",
        *FILES,
    ],
    "Accueil du télécentre": [
        "crm_people",
        "crm_journeys",
        "crm_applications",
        "crm_support",
        "crm_letters",
        *FILES,
    ],
    "Élus": [
        "crm_people",
        "crm_journeys",
        "crm_applications",
        "crm_support",
        "crm_workspaces",
        "crm_journal",
        *FILES,
    ],
    "Délégué à la protection des données": [
        "crm_journeys",
        "crm_applications",
        "crm_support",
        "crm_workspaces",
        *FILES,
    ],
    "Relecteur": [
        "crm_people",
        "crm_journeys",
        "crm_applications",
        "crm_support",
        "crm_workspaces",
        "crm_journal",
        "crm_letters",
        "crm_consents",
        *FILES,
    ],
    "Chargés de communication": [
        "crm_people",
        "crm_journeys",
        "crm_applications",
        "crm_support",
        "crm_workspaces",
        "crm_journal",
        "crm_letters",
        "crm_welcome",
        "crm_indicators",
        *FILES,
    ],
}
# What brings families is read in numbers alone.
ORIGINS = "crm_journeys.view_origins"
# A trainer writes about their former trainees, and opens no plan.
SAVE = {
    "Formateurs": {"crm_support.add_trainernote"},
    "Élus": {ORIGINS},
    "Chargés de communication": {ORIGINS},
}


def test_at_the_doors_of_the_forum_one_lets_people_in_and_nothing_else():
    # Whoever holds an account enters the admin, and may tell of an incident.
    everybodys = {"wagtailadmin.access_admin", "crm_compliance.add_breach"}
    rights = set(WRITTEN["Accueil du Forum"]["rights"]) - everybodys

    assert {right.partition(".")[0] for right in rights} == {"crm_checkin"}


def held(name: str) -> set[str]:
    rows = Permission.objects.filter(group__name=name)
    return {
        f"{app}.{code}" for app, code in rows.values_list("content_type__app_label", "codename")
    }


@pytest.mark.django_db
def test_each_group_holds_exactly_what_is_written():
    grant()

    for name, given in WRITTEN.items():
        assert held(name) == set(given["rights"])


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "rooms"), NEVER.items())
def test_nobody_holds_a_right_in_a_room_closed_to_them(name, rooms):
    grant()

    given = held(name) - SAVE.get(name, set())
    assert [right for right in given if right.split(".")[0] in rooms] == []


@pytest.mark.django_db
def test_granting_twice_changes_nothing():
    grant()
    before = {name: held(name) for name in WRITTEN}

    grant()

    assert {name: held(name) for name in WRITTEN} == before
    assert Group.objects.filter(name__in=WRITTEN).count() == len(WRITTEN)
