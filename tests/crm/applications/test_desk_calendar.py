"""The screens of the calendar and of signing, as advisors and trainers use them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from crm.applications.attendance.modules import hand_in
from crm.applications.attendance.signing import sign
from crm.applications.calendar.planning import week_plans
from crm.applications.calendar.whose import name_trainers
from crm.applications.models import (
    Attendance,
    ModuleResult,
    SheetScan,
    SignedBy,
    TaughtHalfDay,
)
from crm.journal.models import Action, Entry
from tests.crm.applications.taught import AM, PM, confirmed, half_day, taught_session
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def running():
    return taught_session(starts_on=TODAY - timedelta(days=10))


@pytest.fixture
def trainer(client, advisor, running):
    user = UserFactory(groups=["Formateurs"], first_name="Nadia", last_name="Sow")
    name_trainers(running, [user], by=advisor)
    client.force_login(user)
    return user


def test_an_advisor_lays_the_weeks_and_reads_them(client, advisor, running):
    address = reverse("crm_calendar", args=[running.pk])

    posted = client.post(reverse("crm_calendar_plan", args=[running.pk]), {})
    page = client.get(address)

    assert posted.status_code == 302
    assert len(page.context["standing"]) == TaughtHalfDay.objects.count() > 10
    assert "Sur place 4" in page.content.decode()


def test_a_conflict_is_told_beside_the_form(client, advisor, running):
    teacher = UserFactory(groups=["Formateurs"], first_name="Nadia", last_name="Sow")
    day = week_plans(running)[0].date
    half_day(taught_session(starts_on=running.starts_on, label="été"), day, trainer=teacher)

    posted = client.post(reverse("crm_calendar_plan", args=[running.pk]), {"trainer": teacher.pk})

    assert posted.status_code == 422
    assert "Nadia Sow enseigne à" in posted.content.decode()
    assert TaughtHalfDay.objects.count() == 1


def test_a_half_day_is_changed_then_cancelled_with_a_reason(client, advisor, running):
    row = half_day(running)
    address = reverse("crm_half_day", args=[row.pk])
    told = {
        "date": f"{running.starts_on}", "half": PM, "starts_at": "14:00", "ends_at": "16:30",
        "title": "Visite du télécentre",
    }  # fmt: skip

    assert client.post(address, told).status_code == 302
    row.refresh_from_db()
    assert (row.half, row.minutes, row.title) == (PM, 150, "Visite du télécentre")

    cancel = reverse("crm_half_day_cancel", args=[row.pk])
    assert client.post(cancel, {"reason": ""}).status_code == 422
    assert client.post(cancel, {"reason": "Neige."}).status_code == 302
    page = client.get(address).content.decode()
    assert "ne change plus" in page


def test_the_dates_of_the_modules_are_proposed_and_saved(client, advisor, running):
    address = reverse("crm_module_dates", args=[running.pk])
    form = client.get(address).context["form"]
    told = {name: f"{field.initial}" for name, field in form.fields.items()}

    assert client.post(address, told).status_code == 302
    assert running.module_windows.count() == 3
    first = next(iter(told))
    refused = client.post(address, told | {first: ""})
    assert refused.status_code == 422
    assert "les deux dates" in refused.content.decode()


def test_the_programme_tells_modules_dates_and_hours(client, trainer, running):
    half_day(running, trainer=trainer, title="Se présenter")

    page = client.get(reverse("crm_programme", args=[running.pk])).content.decode()

    assert "Modules, 100\xa0heures" in page or "Modules, 100&nbsp;heures" in page
    assert "Se présenter" in page
    assert "Nadia Sow" in page


def test_the_trainer_countersigns_on_the_screen(client, trainer, running):
    row, there, away = half_day(running, TODAY), confirmed(running), confirmed(running)
    window = timezone.make_aware(timezone.datetime.combine(TODAY, row.starts_at))
    sign(row, there, SignedBy.TABLET, at=window)
    told = {f"absence_{away.pk}": "justified", f"late_{there.pk}": "15"}
    address = reverse("crm_countersign", args=[row.pk])
    TaughtHalfDay.objects.filter(pk=row.pk).update(date=TODAY - timedelta(days=1))
    Attendance.objects.update(date=TODAY - timedelta(days=1))

    assert client.post(address, {f"absence_{away.pk}": "malade"}).status_code == 422
    assert client.post(address, told).status_code == 302

    row.refresh_from_db()
    assert row.signed_by == trainer
    assert set(Attendance.objects.values_list("minutes", "absence")) == {
        (195, ""), (0, "justified"),
    }  # fmt: skip
    page = client.get(reverse("crm_signing", args=[row.pk])).content.decode()
    assert "Signée par Nadia Sow" in page


def test_codes_are_made_on_demand_for_those_who_have_not_signed(client, trainer, running):
    row, enrolment = half_day(running, TODAY), confirmed(running)

    page = client.post(reverse("crm_signing_codes", args=[row.pk])).content.decode()

    assert page.count("<svg") == page.count('class="code__drawing"') + page.count('class="icon"')
    assert str(enrolment.application.person) in page
    assert "/emargement/" in page


def test_a_signed_sheet_is_kept_and_read_by_its_trainers_alone(client, trainer, running):
    upload = SimpleUploadedFile("feuille.pdf", b"%PDF-1.4\n%%EOF\n")
    told = {"file": upload, "jour": f"{TODAY}"}

    posted = client.post(reverse("crm_scan_new", args=[running.pk]), told)

    scan = SheetScan.objects.get()
    read = client.get(reverse("crm_scan", args=[scan.pk]))
    assert posted.status_code == 302
    assert b"".join(read.streaming_content).startswith(b"%PDF")
    assert Entry.objects.about(scan).filter(action=Action.READ).count() == 1
    client.force_login(UserFactory(groups=["Formateurs"]))
    assert client.get(reverse("crm_scan", args=[scan.pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("feuille.png", b"%PDF-1.4", "n’est pas ce que dit son nom"),
        ("feuille.odt", b"PK", "n’est pas ce que dit son nom"),
        ("feuille.exe", b"MZ", "Seuls les fichiers"),
    ],
)
def test_what_is_no_sheet_is_refused_in_a_sentence(client, trainer, running, name, content, said):
    told = {"file": SimpleUploadedFile(name, content), "jour": f"{TODAY}"}

    page = client.post(reverse("crm_scan_new", args=[running.pk]), told, follow=True)

    assert said in page.content.decode()
    assert not SheetScan.objects.exists()


def test_a_module_is_read_returned_and_validated(client, trainer, running):
    enrolment, module = confirmed(running), running.course.modules.get(number=1)
    hand_in(enrolment, module)
    address = reverse("crm_module_result", args=[enrolment.pk, module.pk])

    assert client.post(address, {"act": "reprendre", "comment": ""}).status_code == 422
    assert client.post(address, {"act": "reprendre", "comment": "Le budget."}).status_code == 302
    assert client.post(address, {"act": "valider", "comment": ""}).status_code == 302

    result = ModuleResult.objects.get()
    assert (result.validated_by, result.comment, result.hours_credited) == (trainer, "Le budget.", 9)  # fmt: skip
    assert client.post(address, {"act": "annuler"}).status_code == 302
    assert ModuleResult.objects.get().validated_at is None
    assert client.post(address, {"act": "inconnu"}).status_code == 404


def test_a_closed_presence_is_corrected_on_the_screen(client, trainer, running):
    enrolment = confirmed(running)
    row = Attendance.objects.create(
        enrolment=enrolment, date=running.starts_on, half=AM, on_paper=True,
        noted_at=timezone.now() - timedelta(days=5),
    )  # fmt: skip
    address = reverse("crm_attendance_correct", args=[row.pk])

    assert client.post(address, {"was": "there", "minutes": "", "reason": "x"}).status_code == 422
    told = {"was": "unjustified", "reason": "Ligne voisine."}
    assert client.post(address, told).status_code == 302

    sheet = reverse("crm_attendance", args=[running.pk])
    page = client.get(sheet, {"jour": f"{running.starts_on}"}).content.decode()
    assert "absence" in page
    assert "D’abord&nbsp;: 210" in page or "D’abord\xa0: 210" in page
