from django.db import migrations

OF_BEFORE = [
    "id", "title", "file", "description", "width", "height", "created_at",
    "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    "file_size", "file_hash", "collection_id", "uploaded_by_user_id",
]


def copy_images(apps, schema_editor):
    """An image keeps its number, so that the pages that show it still find it."""
    images = apps.get_model("wagtailimages", "Image").objects.order_by("pk")
    picture = apps.get_model("editorial", "Picture")
    picture.objects.bulk_create(
        picture(**row, credit="Crédit à préciser") for row in images.values(*OF_BEFORE)
    )
    if schema_editor.connection.vendor == "postgresql":
        table = picture._meta.db_table
        schema_editor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM {table}), false)"
        )


class Migration(migrations.Migration):
    dependencies = [("editorial", "0002_pictures_and_embargoes")]

    operations = [migrations.RunPython(copy_images, migrations.RunPython.noop)]
