"""The beats that a press room begins with: each may be added to, none is needed."""

from django.db import migrations

BEATS = [
    "territoire", "télétravail", "économie", "éducation", "logement", "vie locale", "numérique",
]


def write(apps, schema_editor):
    model = apps.get_model("crm_press", "Beat")
    for rank, name in enumerate(BEATS, 1):
        model.objects.get_or_create(name=name, defaults={"order": rank * 10})


class Migration(migrations.Migration):
    dependencies = [("crm_press", "0001_initial")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
