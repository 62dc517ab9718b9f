import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_compliance', '0001_breaches_and_rereading')]

    initial = True

    dependencies = [
        ('crm_journeys', '0001_squashed_0010'),
        ('crm_support', '0001_squashed_0006'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Breach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('reported', 'signalée'), ('open', 'en cours d’examen'), ('dismissed', 'écartée'), ('closed', 'close')], default='reported', max_length=9, verbose_name='état')),
                ('discovered_at', models.DateTimeField(verbose_name='découverte le')),
                ('reported_at', models.DateTimeField(verbose_name='signalée le')),
                ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signalée par')),
                ('what', models.TextField(help_text='Jamais le nom ni les coordonnées d’une personne : des nombres, des faits, des numéros de dossier.', verbose_name='ce qui s’est passé')),
                ('natures', models.JSONField(blank=True, default=list, verbose_name='les données ont été')),
                ('kinds', models.CharField(blank=True, help_text='Par exemple : état civil, coordonnées, projet, situation professionnelle.', max_length=300, verbose_name='catégories de données')),
                ('people_kinds', models.CharField(blank=True, help_text='Par exemple : candidats à une formation, familles accompagnées.', max_length=200, verbose_name='catégories de personnes')),
                ('people_about', models.PositiveIntegerField(blank=True, null=True, verbose_name='nombre approximatif de personnes')),
                ('rows_about', models.PositiveIntegerField(blank=True, null=True, verbose_name='nombre approximatif d’enregistrements')),
                ('causes', models.TextField(blank=True, verbose_name='causes')),
                ('consequences', models.TextField(blank=True, verbose_name='conséquences probables pour les personnes')),
                ('measures', models.TextField(blank=True, verbose_name='mesures prises et prévues')),
                ('risk', models.CharField(blank=True, choices=[('none', 'aucun risque pour les personnes'), ('risk', 'un risque\xa0: à notifier à la CNIL'), ('high', 'un risque élevé\xa0: à notifier, et les personnes à informer')], max_length=4, verbose_name='niveau de risque')),
                ('notify', models.BooleanField(blank=True, null=True, verbose_name='notifiée à la CNIL')),
                ('notify_reason', models.TextField(blank=True, verbose_name='pourquoi elle n’est pas notifiée')),
                ('notified_at', models.DateTimeField(blank=True, null=True, verbose_name='notifiée le')),
                ('notification', models.CharField(blank=True, max_length=60, verbose_name='référence de la notification')),
                ('late_reason', models.TextField(blank=True, verbose_name='pourquoi plus de 72 heures')),
                ('inform', models.BooleanField(blank=True, null=True, verbose_name='personnes informées')),
                ('inform_text', models.TextField(blank=True, verbose_name='ce qui leur a été dit, ou pourquoi rien')),
                ('informed_at', models.DateTimeField(blank=True, null=True, verbose_name='personnes informées le')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='close le')),
                ('emptied_at', models.DateTimeField(blank=True, null=True, verbose_name='vidée le')),
            ],
            options={
                'verbose_name': 'violation de données',
                'verbose_name_plural': 'violations de données',
                'ordering': ['-discovered_at', '-pk'],
                'permissions': [('export_breach', 'Peut exporter le registre des violations')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state__in', ['reported', 'open'])), models.Q(('closed_at__isnull', False), ('state__in', ['dismissed', 'closed'])), _connector='OR'), name='breach_closed_has_a_day', violation_error_message='Une violation close ou écartée a son jour de clôture.'), models.CheckConstraint(condition=models.Q(('reported_at__gte', models.F('discovered_at'))), name='breach_reported_once_known', violation_error_message='Une violation se signale une fois découverte.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), ('notify__isnull', False), _connector='OR'), name='breach_closed_is_decided', violation_error_message='Décidez de la notification à la CNIL avant de clore.')],
            },
        ),
        migrations.CreateModel(
            name='BreachNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('breach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='crm_compliance.breach', verbose_name='violation')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('text', models.TextField(help_text='Jamais le nom ni les coordonnées d’une personne : des nombres, des faits, des numéros de dossier.', verbose_name='note')),
            ],
            options={
                'verbose_name': 'note de suivi',
                'verbose_name_plural': 'notes de suivi',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ProcessingReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.SlugField(max_length=40, verbose_name='activité')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('texts', models.JSONField(blank=True, default=dict, verbose_name='textes modifiés')),
                ('remark', models.CharField(max_length=200, verbose_name='ce qui a changé')),
                ('at', models.DateTimeField(verbose_name='relue le')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
            ],
            options={
                'verbose_name': 'relecture du registre des traitements',
                'verbose_name_plural': 'relectures du registre des traitements',
                'ordering': ['activity', '-version'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'version'), name='processing_review_version_once', violation_error_message='Cette activité vient d’être relue par quelqu’un d’autre.'), models.CheckConstraint(condition=models.Q(('remark', ''), _negated=True), name='processing_review_says_what_changed', violation_error_message='Une relecture dit ce qui a changé, ou que rien n’a changé.')],
            },
        ),
        migrations.CreateModel(
            name='Rereading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('drawn_at', models.DateTimeField(db_index=True, verbose_name='tirée le')),
                ('interaction', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='crm_journeys.interaction', verbose_name='échange')),
                ('review', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='crm_support.review', verbose_name='bilan')),
                ('verdict', models.CharField(blank=True, choices=[('fine', 'convenable'), ('again', 'à reprendre')], max_length=5, verbose_name='avis')),
                ('reread_at', models.DateTimeField(blank=True, null=True, verbose_name='relue le')),
                ('reread_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='relue par')),
            ],
            options={
                'verbose_name': 'note à relire',
                'verbose_name_plural': 'notes à relire',
                'ordering': ['drawn_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('interaction__isnull', False), ('review__isnull', True)), models.Q(('interaction__isnull', True), ('review__isnull', False)), _connector='OR'), name='rereading_of_one_note', violation_error_message='On relit un échange, ou un bilan.'), models.CheckConstraint(condition=models.Q(models.Q(('reread_at__isnull', True), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('reread_at__isnull', False)), _connector='OR'), name='rereading_has_a_verdict_and_its_day', violation_error_message='Un avis a sa date.')],
            },
        ),
    ]
