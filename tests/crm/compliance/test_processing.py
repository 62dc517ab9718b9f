"""The register of processing: nothing that is kept is out of it, no duration is written twice, no version is lost."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.apps import apps
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm import APPS
from crm.compliance.models import ProcessingReview
from crm.compliance.processing import CRITERIA, GROUNDS, SECTIONS, activities, activities_of
from crm.compliance.processing_reviews import UNCHANGED, review, standing, standing_of
from crm.compliance.public_forms import FORMS
from crm.consents.models import Wording
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.privacy.treatments import TREATMENTS
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db

ROOMS = [name.replace(".", "_") for name in APPS]
OURS = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
CODE = "accompagnement"


@pytest.fixture
def officer():
    return UserFactory(groups=["Délégué à la protection des données"])


def texts(**changed: str) -> dict[str, str]:
    found = standing_of(CODE)
    assert found is not None
    return {name: found.text(name) for name in SECTIONS} | changed


@pytest.mark.parametrize("model", OURS, ids=lambda one: one._meta.label)
def test_each_model_of_the_plugin_belongs_to_one_activity(model):
    assert len(activities_of(model)) == 1


def test_each_model_that_tells_of_somebody_is_in_the_register():
    assert [one.model for one in TREATMENTS if not activities_of(one.model)] == []


def test_each_name_of_a_model_in_the_register_exists():
    labels = {model._meta.label for model in apps.get_models()}
    known = labels | {config.label for config in apps.get_app_configs()}

    named = {name for one in activities().values() for name in one.models}
    assert named - known == set()


def test_each_activity_has_a_ground_and_criteria_that_exist():
    for one in activities().values():
        assert one.ground in GROUNDS
        assert set(one.criteria) <= CRITERIA.keys()
        assert all(one.sections[name] for name in SECTIONS), one.code


def test_an_assessment_is_asked_for_from_two_criteria_on():
    asked = {code for code, one in activities().items() if one.assessed}

    assert asked == {"candidatures", "fonds"}


def test_each_public_form_is_told_by_one_activity_with_its_texts():
    for name, form in FORMS.items():
        tellers = [one for one in activities().values() if name in one.forms]
        assert len(tellers) == 1, name
        assert set(form.notices) <= set(tellers[0].notices), name


def test_each_text_that_is_named_exists_and_each_text_is_named():
    named = {code for one in activities().values() for code in one.notices}
    known = set(Wording.objects.values_list("code", flat=True))

    assert named == known


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("RETENTION_MONTHS", {"supported": 41}, "accompagnement"),
        ("FORUM_KEPT_MONTHS", 41, "forum"),
        ("NEWSLETTER", {"confirm_days": 7, "proof_months": 41}, "lettre"),
        ("MINORS_MONTHS", 41, "accompagnement"),
        ("PRESS_KEPT_MONTHS", 41, "presse"),
        ("RIGHTS_REQUESTS_MONTHS", 41, "droits"),
    ],
)
def test_a_duration_changes_with_its_setting(setting, value, code):
    assert "41" not in " ".join(activities()[code].kept())
    with override_settings(**{setting: value}):
        assert "41\N{NO-BREAK SPACE}mois" in " ".join(activities()[code].kept()).replace(
            "41 mois", "41\N{NO-BREAK SPACE}mois"
        )


@pytest.mark.parametrize(
    ("setting", "code", "words"),
    [
        ("DOSSIER_KEPT_DAYS", "droits", "41 jours"),
        ("BREACH_YEARS", "violations", "41 ans"),
        ("SESSION_HOURS", "connexion", "41 heures"),
    ],
)
def test_a_duration_in_another_unit_changes_as_well(setting, code, words):
    assert words not in " ".join(activities()[code].kept())
    with override_settings(**{setting: 41}):
        kept = " ".join(activities()[code].kept())
    assert words in kept.replace("\N{NO-BREAK SPACE}", " ")


def test_reading_over_without_a_change_is_dated_and_signed(officer):
    row = review(CODE, texts(), read=0, by=officer)

    found = standing_of(CODE)
    assert found is not None
    assert (row.version, row.remark, row.texts) == (1, UNCHANGED, {})
    assert found.review == row
    assert Entry.objects.filter(action=Action.CREATED, object_type=row._meta.label_lower).exists()


def test_what_is_amended_takes_the_place_of_what_was_shipped_and_the_rest_follows(officer):
    review(
        CODE, texts(recipients="Les conseillers\n\n Le  trésorier "), read=0, remark="x", by=officer
    )

    found = standing_of(CODE)
    assert found is not None
    assert found.lines("recipients") == ["Les conseillers", "Le trésorier"]
    assert found.review is not None
    assert set(found.review.texts) == {"recipients"}


def test_a_version_is_added_and_the_former_one_stays(officer):
    review(CODE, texts(source="Un"), read=0, remark="Un", by=officer)
    review(CODE, texts(source="Deux"), read=1, remark="Deux", by=officer)

    rows = ProcessingReview.objects.filter(activity=CODE).order_by("version")
    assert [row.texts["source"] for row in rows] == ["Un", "Deux"]


def test_two_officers_do_not_write_over_each_other(officer):
    review(CODE, texts(source="Un"), read=0, remark="Un", by=officer)

    with pytest.raises(Refused, match="quelqu’un d’autre"):
        review(CODE, texts(source="Deux"), read=0, remark="Deux", by=officer)


def test_a_change_says_what_it_is(officer):
    with pytest.raises(Refused, match="ce qui a changé"):
        review(CODE, texts(source="Autre"), read=0, by=officer)


def test_the_screen_says_what_remains_to_read_over(client, officer):
    client.force_login(officer)
    review(CODE, texts(), read=0, by=officer)

    page = client.get(reverse("crm_processing")).content.decode()

    assert f"{len(activities()) - 1} à relire" in page
    assert all(reverse("crm_processing_activity", args=[code]) in page for code in activities())


def test_the_list_asks_no_more_of_the_database_when_all_is_read_over(officer):

    with CaptureQueriesContext(connection) as few:
        standing()
    for code in activities():
        found = standing_of(code)
        assert found is not None
        review(code, {}, read=0, by=officer)
    with CaptureQueriesContext(connection) as many:
        standing()

    assert len(few) == len(many) == 1


def test_the_officer_amends_on_the_screen_and_keeps_what_was_typed_when_refused(client, officer):
    client.force_login(officer)
    address = reverse("crm_processing_review", args=[CODE])

    refused = client.post(address, texts(source="Un guichet") | {"read": 0, "remark": ""})
    kept = client.post(address, texts(source="Un guichet") | {"read": 0, "remark": "Le guichet"})

    assert refused.status_code == 422
    assert "Un guichet" in refused.content.decode()
    assert kept.status_code == 302
    page = client.get(reverse("crm_processing_activity", args=[CODE])).content.decode()
    assert "Un guichet" in page
    assert "Le guichet" in page


def test_the_workbook_has_a_row_an_activity_and_no_formula(client, officer):
    client.force_login(officer)
    review(CODE, texts(source="=1+1"), read=0, remark="x", by=officer)

    answer = client.get(reverse("crm_processing_workbook"))

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet.max_row == 1 + len(activities())
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_register_on_paper_holds_each_activity_whole(client, officer):
    client.force_login(officer)

    page = client.get(reverse("crm_processing_print")).content.decode()

    assert page.count("processing__sheet") == len(activities())
    assert "Mission d’intérêt public (article 6.1.e du RGPD)" in page


def test_an_activity_that_is_not_there_is_not_found(client, officer):
    client.force_login(officer)

    assert client.get(reverse("crm_processing_activity", args=["nulle-part"])).status_code == 404
