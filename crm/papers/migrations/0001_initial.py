import crm.papers.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('crm_people', '0001_squashed_0009'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='crm_people.person', verbose_name='personne')),
                ('kind', models.CharField(choices=[('cv', 'CV'), ('project', 'projet'), ('address', 'justificatif de domicile'), ('agreement', 'convention'), ('other', 'autre pièce')], max_length=9, verbose_name='nature')),
                ('title', models.CharField(max_length=160, verbose_name='intitulé')),
                ('file', models.FileField(max_length=120, storage=crm.papers.models.private_storage, upload_to=crm.papers.models.stored_as, verbose_name='fichier')),
                ('name', models.CharField(max_length=120, verbose_name='nom du fichier')),
                ('content_type', models.CharField(max_length=80, verbose_name='type')),
                ('size', models.PositiveIntegerField(verbose_name='taille (octets)')),
                ('visibility', models.CharField(choices=[('team', 'l’équipe'), ('owner_only', 'moi seulement')], default='team', max_length=10, verbose_name='visible par')),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ajoutée par')),
                ('added_at', models.DateTimeField(verbose_name='ajoutée le')),
            ],
            options={
                'verbose_name': 'pièce',
                'ordering': ['-added_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gte', 1), ('size__lte', 10485760)), name='paper_is_neither_empty_nor_too_heavy', violation_error_message='Une pièce pèse 10 Mo au plus, et n’est pas vide.'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='paper_has_a_title', violation_error_message='Donnez un intitulé à cette pièce.')],
            },
        ),
    ]
