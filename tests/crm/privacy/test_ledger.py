"""A backup put back forgets again those who were forgotten since it was made."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.utils import timezone
from wagtail import hooks

from crm.people.models import Person
from crm.privacy.services import anonymise
from tests.crm.factories import make_person


@pytest.fixture(autouse=True)
def _own_ledger(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "erasures": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


def as_before(person, **changed):
    """What the row of somebody was before they were forgotten, as a backup gives it back."""
    uuid, name = person.uuid, person.last_name
    return lambda: Person.objects.filter(pk=person.pk).update(
        **{"uuid": uuid, "last_name": name, "anonymised_at": None} | changed
    )


def after_restore(made_at):
    (redo,) = hooks.get_hooks("after_restore")
    return redo(made_at)


def test_somebody_forgotten_since_is_forgotten_again(db, django_capture_on_commit_callbacks):
    made_at = timezone.now()
    person, other = make_person(last_name="Vidal"), make_person(last_name="Rolland")
    put_back = as_before(person)
    with django_capture_on_commit_callbacks(execute=True):
        anonymise(person)
    put_back()

    told = after_restore(made_at)

    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.last_name, other.last_name) == ("", "Rolland")
    assert told == ["Dossiers effacés depuis la sauvegarde, effacés à nouveau : 1."]


def test_somebody_else_who_has_the_same_number_since_is_left_alone(
    db, django_capture_on_commit_callbacks
):
    made_at = timezone.now()
    person = make_person(last_name="Vidal")
    with django_capture_on_commit_callbacks(execute=True):
        anonymise(person)
    as_before(person, last_name="Nouvelle")()

    after_restore(made_at)

    person.refresh_from_db()
    assert person.last_name == "Nouvelle"


def test_what_was_forgotten_before_the_backup_is_in_it(db, django_capture_on_commit_callbacks):
    person = make_person(last_name="Vidal")
    put_back = as_before(person)
    with django_capture_on_commit_callbacks(execute=True):
        anonymise(person)
    put_back()

    assert after_restore(timezone.now() + timedelta(seconds=1)) == [
        "Dossiers effacés depuis la sauvegarde, effacés à nouveau : 0."
    ]


def test_the_ledger_names_nobody(db, django_capture_on_commit_callbacks):
    person = make_person(last_name="Vidal", email="vidal@example.org")
    known = [person.last_name, str(person.uuid), person.file_number, "vidal@example.org"]
    with django_capture_on_commit_callbacks(execute=True):
        anonymise(person)

    _, names = storages["erasures"].listdir("")
    written = storages["erasures"].open(names[0]).read().decode()
    assert not [word for word in known if word in written]
