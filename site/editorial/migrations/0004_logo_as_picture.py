import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editorial", "0003_images_become_pictures")]

    operations = [
        migrations.AlterField(
            model_name='identitysettings',
            name='logo',
            field=models.ForeignKey(blank=True, help_text='Facultatif : sans lui, le site dessine le sien.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='logo'),
        ),
    ]
