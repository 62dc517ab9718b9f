import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    initial = True

    dependencies = [
        ('crm_registrations', '0001_squashed_0004'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='check_ins', to='crm_registrations.participant', verbose_name='participant')),
                ('at', models.DateTimeField(db_index=True, verbose_name='entrée le')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('how', models.CharField(choices=[('qr', 'billet'), ('name', 'nom'), ('walk_in', 'sans inscription')], max_length=7, verbose_name='reconnue à')),
                ('door', models.CharField(blank=True, max_length=40, verbose_name='porte')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='reprise le')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reprise par')),
                ('undo_reason', models.CharField(blank=True, max_length=240, verbose_name='motif de la reprise')),
            ],
            options={
                'verbose_name': 'entrée au Forum',
                'verbose_name_plural': 'entrées au Forum',
                'ordering': ['at', 'pk'],
                'permissions': [('export_checkin', 'Peut exporter la liste des participants du Forum')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('participant',), name='one_standing_check_in_a_participant', violation_error_message='Cette personne est déjà entrée.'), models.CheckConstraint(condition=models.Q(models.Q(('undo_reason', ''), ('undone_at__isnull', True)), models.Q(('undone_at__isnull', False), models.Q(('undo_reason', ''), _negated=True)), _connector='OR'), name='check_in_undone_with_a_reason', violation_error_message='Une entrée reprise porte sa date et son motif.')],
            },
        ),
        migrations.CreateModel(
            name='Badge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('participant', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='badge', to='crm_registrations.participant', verbose_name='participant')),
                ('said', models.CharField(editable=False, max_length=40, verbose_name='empreinte')),
                ('printed_at', models.DateTimeField(verbose_name='imprimé le')),
            ],
            options={
                'verbose_name': 'badge du Forum',
                'verbose_name_plural': 'badges du Forum',
            },
        ),
        migrations.CreateModel(
            name='CallBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='call_back', to='crm_registrations.registration', verbose_name='inscription')),
                ('outcome', models.CharField(choices=[('opened', 'dossier ouvert'), ('attached', 'rattachée à son dossier'), ('no_project', 'pas de projet pour l’instant'), ('unreached', 'n’a pas pu être jointe')], max_length=10, verbose_name='suite')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
            ],
            options={
                'verbose_name': 'rappel après le Forum',
                'verbose_name_plural': 'rappels après le Forum',
                'ordering': ['at', 'pk'],
            },
        ),
    ]
