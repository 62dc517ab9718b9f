from django.db import migrations


def keep_known_waits(apps, schema_editor):
    """Of what waited before, the last stay in its list is known."""
    WaitSpell = apps.get_model("crm_waiting", "WaitSpell")
    entries = apps.get_model("crm_waiting", "WaitEntry").objects.all()
    WaitSpell.objects.bulk_create(
        (
            WaitSpell(
                entry=row,
                began_at=row.joined_at,
                ended_at=row.ended_at and max(row.ended_at, row.joined_at),
                ended_as=row.state if row.ended_at else "",
            )
            for row in entries.iterator()
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("crm_waiting", "0002_spells")]

    operations = [
        migrations.RunPython(keep_known_waits, migrations.RunPython.noop, elidable=True),
    ]
