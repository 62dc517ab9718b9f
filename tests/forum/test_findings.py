from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.findings.finding import Level
from forum.findings import findings_of
from tests.forum.factories import RoomFactory, SlotFactory, ahead, edition_page

pytestmark = pytest.mark.django_db


def found(page):
    return list(findings_of(page, timezone.localdate()))


def told(page):
    return {finding.field: finding.text for finding in found(page)}


def blocking(page):
    return [finding.text for finding in found(page) if finding.level is Level.BLOCKING]


def test_what_is_found_joins_what_is_found_on_any_page(page):
    assert set(found(page)) < set(page.findings())


def soon(**fields):
    today = timezone.localdate()
    return ahead(starts_on=today + timedelta(days=30), **fields) | {
        "registration_closes_on": today + timedelta(days=20)
    }


def test_an_edition_that_comes_soon_needs_a_programme(forum):
    assert "programme est vide" in told(edition_page(forum, **soon()))["slots"]


def test_an_edition_that_is_far_may_wait(forum):
    assert "slots" not in told(edition_page(forum, **ahead()))


def test_a_slot_without_a_room_is_named(forum):
    page = edition_page(forum, **ahead())
    SlotFactory(page=page, title="Table ronde")
    SlotFactory(page=page, title="Atelier", room=RoomFactory())
    SlotFactory(page=page, title="Repas", kind="meal")

    assert told(page)["slots"] == "Sans salle : « Table ronde »."


def test_a_slot_without_hours_keeps_the_page_from_being_published(forum):
    page = edition_page(forum, **ahead())
    SlotFactory(page=page, title="À caler", starts_at=None, room=RoomFactory())

    assert blocking(page) == ["Sans jour ou sans heures : « À caler »."]


def test_a_workshop_says_for_how_many(forum):
    page = edition_page(forum, **ahead())
    SlotFactory(page=page, title="Offre", kind="workshop", room=RoomFactory())

    assert "Combien de places" in told(page)["slots"]


def test_a_passed_deadline_is_recalled(forum):
    today = timezone.localdate()
    window = {"registration_opens_on": today - timedelta(days=9)}
    page = edition_page(forum, **ahead(**window, registration_closes_on=today - timedelta(days=1)))

    assert "Les inscriptions sont closes" in told(page)["body"]


def test_a_report_is_asked_for_a_month_after(page):
    assert "son bilan manque" in told(page)["report"]


def test_a_recent_edition_has_time_to_write_its_report(forum):
    yesterday = timezone.localdate() - timedelta(days=1)

    assert "report" not in told(edition_page(forum, starts_on=yesterday))


def test_figures_without_a_source_keep_the_page_from_being_published(page):
    page.participants = 210

    assert blocking(page) == ["Un chiffre publié dit d’où il vient."]


def test_a_page_without_its_edition_is_not_to_be_published(page):
    page.edition = None

    assert blocking(page) == ["Choisissez l’édition : les dates et le lieu viennent d’elle."]


def test_a_cancelled_edition_is_left_alone(forum):
    page = edition_page(forum, **soon(cancelled_on=timezone.localdate(), reason="Neige."))

    assert told(page) == {}
