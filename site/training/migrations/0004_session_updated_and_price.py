import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("training", "0003_review_and_social_image")]

    operations = [
        migrations.AddField(
            model_name="session",
            name="updated_at",
            field=models.DateTimeField(
                auto_now=True, default=django.utils.timezone.now, verbose_name="modifiée le"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="coursepage",
            name="price",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Ce que paie la personne, pour les moteurs de recherche. 0 : rien ne lui est demandé.",
                null=True,
                verbose_name="prix, en euros",
            ),
        ),
    ]
