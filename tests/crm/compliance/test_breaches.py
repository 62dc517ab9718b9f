"""The register of violations: anybody reports, the officer decides, each step has its line."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from crm.compliance import breach_doors as doors
from crm.compliance.breach_deadlines import to_notify
from crm.compliance.breach_forgetting import forget_old
from crm.compliance.models import Breach, BreachNote, BreachState, Risk
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.letters.models import Letter
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import UserFactory, make_person

pytestmark = pytest.mark.django_db
OFFICER = "Délégué à la protection des données"


def found(hours: int = 2) -> Breach:
    now = timezone.now()
    return doors.report("Un courriel parti ailleurs.", now - timedelta(hours=hours), by=None)


def evaluated(breach: Breach, risk: str) -> None:
    told = {name: getattr(breach, name) for name in doors.DESCRIBED}
    doors.describe(breach, told | {"risk": risk, "measures": "Rappelé."}, by=None)


@pytest.mark.parametrize("group", ["Conseillers", "Formateurs", "Élus", "Accueil du Forum"])
def test_anybody_reports_an_incident_and_the_officer_is_told(group):
    officer = UserFactory(groups=[OFFICER], email="dpd@example.org")
    client = at_the_desk(colleague(group))

    told = {"what": "Un ordinateur volé.", "discovered_at": "2011-03-01T09:00"}
    answer = client.post(reverse("crm_incident"), told)

    assert answer.status_code == 302
    assert Breach.objects.get().state == BreachState.REPORTED
    letter = Letter.objects.get()
    assert letter.to == officer.email
    assert "ordinateur" not in letter.body
    assert client.get(reverse("crm_breaches")).status_code == 302


def test_what_is_typed_stays_when_the_day_is_to_come():
    told = {"what": "Un ordinateur volé.", "discovered_at": "2999-03-01T09:00"}

    answer = at_the_desk().post(reverse("crm_incident"), told)

    assert answer.status_code == 422
    assert "Un ordinateur volé." in answer.content.decode()


def test_the_seventy_two_hours_run_from_the_discovery_and_turn_late():
    officer = colleague(OFFICER)
    fresh, late = found(2), found(80)

    days = {
        one.label for one in to_notify(officer, timezone.now(), timezone.localdate() + timedelta(5))
    }
    page = at_the_desk(officer).get(reverse("wagtailadmin_home")).content.decode()

    assert (fresh.late, fresh.hours_left, late.late) == (False, 69, True)
    assert days == {str(fresh), str(late)}
    assert "countdown--late" in page


def test_a_risk_obliges_to_notify_and_a_delay_has_its_reason():
    breach = found(80)
    evaluated(breach, Risk.RISK)

    with pytest.raises(Refused, match="obligatoire"):
        doors.decide(breach, False, "Peu de monde.", by=None)
    with pytest.raises(Refused, match="72 heures"):
        doors.note_notified(breach, timezone.now(), "V-1", by=None)
    doors.note_notified(breach, timezone.now(), "V-1", "Découverte un vendredi.", by=None)

    assert not breach.waits


def test_it_is_closed_once_everything_is_decided_and_each_step_is_journalled():
    breach, officer = found(), colleague(OFFICER)
    doors.move(breach, BreachState.OPEN, by=officer)
    with pytest.raises(Refused, match="niveau de risque"):
        doors.move(breach, BreachState.CLOSED, by=officer)
    evaluated(breach, Risk.NONE)
    doors.decide(breach, False, "Reçu par un collègue.", by=officer)
    doors.move(breach, BreachState.CLOSED, by=officer)

    with pytest.raises(Refused, match="close"):
        doors.decide(breach, True, by=officer)
    told = list(Entry.objects.about(breach).order_by("pk").values_list("action", flat=True))
    assert told == ["created", "moved", "changed", "changed", "moved"]


def test_a_note_is_added_and_never_changed():
    breach = found()
    doors.add_note(breach, "Le destinataire a effacé le courriel.", by=None)

    with (
        pytest.raises(DatabaseError, match="ne se modifie pas"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE crm_compliance_breachnote SET text = 'Rien'")


def test_five_years_after_its_end_what_was_written_goes_and_the_facts_stay():
    breach = found()
    doors.move(breach, BreachState.DISMISSED, "Un exercice.", by=None)
    Breach.objects.filter(pk=breach.pk).update(closed_at=timezone.now() - timedelta(days=365 * 6))

    assert (forget_old(), forget_old()) == (1, 0)

    breach.refresh_from_db()
    assert (breach.what, breach.state) == ("Effacé", BreachState.DISMISSED)
    assert not BreachNote.objects.exists()


def test_the_files_that_an_account_opened_are_counted_without_names_and_exported_for_a_purpose():
    thief, person, other = UserFactory(), make_person(last_name="Rey"), make_person()
    for one in (person, person, other):
        record(Action.READ, one, by=thief, person_id=one.pk)
    record(Action.READ, make_person(), by=UserFactory(), person_id=other.pk)
    client, breach = at_the_desk(colleague(OFFICER)), found()
    query = f"?since=2001-01-01&until=2099-01-01&account={thief.pk}"

    page = client.get(reverse("crm_breach_affected", args=[breach.pk]) + query).content.decode()
    address = reverse("crm_breach_affected_export", args=[breach.pk]) + query
    asked = client.post(address, {"purpose": ""})
    file = client.post(address, {"purpose": "Informer les personnes"})

    assert "2 dossiers" in page
    assert "Rey" not in page
    assert asked.status_code == 422
    text = b"".join(file.streaming_content).decode()
    assert person.file_number in text
    assert "Rey" not in text
    assert Entry.objects.about(breach).filter(action=Action.EXPORTED).count() == 1


def test_the_page_of_a_violation_keeps_what_was_refused_and_its_sheet_is_a_pdf():
    client, breach = at_the_desk(colleague(OFFICER)), found()

    refused = client.post(
        reverse("crm_breach_decide", args=[breach.pk]), {"decide-notify": "no", "decide-reason": ""}
    )
    sheet = client.get(reverse("crm_breach_sheet", args=[breach.pk]))

    assert refused.status_code == 422
    assert "Dites pourquoi elle n’est pas notifiée" in refused.content.decode()
    assert sheet.content.startswith(b"%PDF")
