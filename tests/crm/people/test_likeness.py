"""What looks alike, how much, and what a human is told of it."""

import pytest

from crm.people.merging.likeness import NOTHING, Shared, Sketch, compare
from crm.people.names import name_key

PHONE, EMAIL = Shared(phone=True), Shared(email=True)


def sketch(pk, first, last, **known):
    return Sketch(pk, name_key(first, last), name_key(first), name_key(last), **known)


def likeness(one, other, shared=NOTHING):
    """Compare two names, each told as (first, last, birth year, commune)."""
    rows = [
        sketch(pk, name[0], name[1], birth_year=name[2], commune=name[3] if len(name) > 3 else None)
        for pk, name in enumerate((one, other), 1)
    ]
    return compare(*rows, shared)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Éloïse", "Lefèvre", 1980), ("Eloise", "LEFEVRE", 1980)),
        (("Claire", "Montaigu", 1980), ("Montaigu", "Claire", 1980)),
        (("Marie-Claude", "Dupont", 1980), ("Marie Claude", "Dupont", 1980)),
        (("Ingrid", "Van den Bossche", 1980), ("Ingrid", "Vandenbossche", 1980)),
        (("Claire", "Montaigu", 1980), ("Claire", "Montégu", 1980)),
    ],
    ids=["accents", "turned round", "hyphen", "in one word", "one letter"],
)
def test_names_are_compared_without_accents_order_or_hyphens(one, other):
    assert likeness(one, other).points >= 80


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Claire", "Montaigu", 1980), ("Claire", "Montaigu", 1950)),
        (("Jean", "Dupont", 1980), ("Jeanne", "Dupont", 1980)),
        (("Claire", "Montaigu", None, "15138"), ("Claire", "Montaigu", 1980, "69123")),
    ],
    ids=["another year", "another first name", "no year, another commune"],
)
def test_a_name_alone_is_not_enough(one, other):
    assert likeness(one, other) is None


def test_a_missing_year_counts_less_than_one_that_agrees():
    with_year = likeness(
        ("Claire", "Montaigu", 1980, "15138"), ("Claire", "Montaigu", 1980, "15138")
    )
    without = likeness(("Claire", "Montaigu", None, "15138"), ("Claire", "Montaigu", 1980, "15138"))

    assert with_year.points > without.points
    assert "manque" in without.reason


def test_a_couple_who_share_a_telephone_is_a_low_score_that_says_so():
    found = likeness(("Paul", "Montaigu", 1978), ("Claire", "Montaigu", 1980), PHONE)

    assert found.points < 30
    assert "prénoms différents" in found.reason
    assert "couple" in found.reason


def test_a_parent_and_a_child_of_one_name_are_to_look_at_closely():
    found = likeness(("Jean", "Dupont", 1950), ("Jean", "Dupont", 1980), EMAIL)

    assert found.points < 50
    assert "années de naissance différentes" in found.reason


def test_a_name_of_marriage_is_seen_by_the_telephone():
    found = likeness(("Claire", "Montaigu", 1980), ("Claire", "Delcros", 1980), PHONE)

    assert 50 < found.points < 80
    assert "le nom de famille diffère" in found.reason


def test_the_same_name_address_and_telephone_are_almost_sure():
    found = likeness(("Claire", "Montaigu", 1980), ("Claire", "Montaigu", 1980), Shared(True, True))

    assert found.points >= 95
    assert found.reason == (
        "Même nom, nés la même année, et la même adresse électronique et le même téléphone."
    )


def test_two_members_of_one_household_are_one_only_under_one_first_name():
    paul, claire, twice = (
        sketch(pk, first, "Montaigu", household=7, birth_year=1980)
        for pk, first in ((1, "Michel"), (2, "Michèle"), (3, "Michel"))
    )

    assert compare(paul, claire, PHONE) is None
    assert compare(paul, twice).points >= 80


def test_no_reason_is_longer_than_its_column():
    shared = Shared(True, True)
    names = [("Paul", "Montaigu", 1978), ("Claire", "Montaigu", 1980), ("Claire", "Delcros", 1980)]

    reasons = [likeness(one, other, shared).reason for one in names for other in names]

    assert max(map(len, reasons)) <= 200
