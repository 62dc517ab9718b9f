"""Each journey that says what brought its person gets the touch of its opening."""

from django.db import migrations

BY = 500


def write(apps, schema_editor):
    Journey = apps.get_model("crm_journeys", "Journey")
    Touch = apps.get_model("crm_journeys", "Touch")
    rows = Journey.objects.filter(source__isnull=False).values_list(
        "pk", "person_id", "source_id", "opened_at"
    )
    Touch.objects.bulk_create(
        (
            Touch(journey_id=pk, person_id=person, acquisition_id=source, at=at, kind="opening")
            for pk, person, source, at in rows.iterator(BY)
        ),
        batch_size=BY,
    )


class Migration(migrations.Migration):
    dependencies = [("crm_journeys", "0009_origins")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop, elidable=True)]
