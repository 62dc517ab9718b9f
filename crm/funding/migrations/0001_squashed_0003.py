import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_funding', '0001_operations'), ('crm_funding', '0002_participations')]

    initial = True

    dependencies = [
        ('crm_papers', '0001_initial'),
        ('crm_people', '0001_squashed_0009'),
        ('training', '0001_squashed_0004'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Operation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=160, verbose_name='intitulé')),
                ('fund', models.CharField(choices=[('fse', 'FSE'), ('fse_plus', 'FSE+')], default='fse_plus', max_length=8, verbose_name='fonds')),
                ('funder', models.CharField(max_length=160, verbose_name='service gestionnaire')),
                ('convention_no', models.CharField(max_length=40, verbose_name='n° de convention')),
                ('starts_on', models.DateField(verbose_name='début')),
                ('ends_on', models.DateField(verbose_name='fin')),
                ('last_payment_year', models.PositiveSmallIntegerField(blank=True, help_text='Les dossiers sont gardés plusieurs années après elle. À remplir dès qu’elle est connue.', null=True, verbose_name='année du dernier paiement')),
                ('historical', models.BooleanField(default=False, help_text='Ses réponses manquantes restent inconnues : rien n’est relancé ni transmis.', verbose_name='opération ancienne, reprise de registres')),
            ],
            options={
                'verbose_name': 'opération cofinancée',
                'verbose_name_plural': 'opérations cofinancées',
                'ordering': ['-starts_on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('fund', 'convention_no'), name='operation_once_an_agreement', violation_error_message='Une opération porte déjà ce numéro de convention.'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='operation_ends_after_it_starts', violation_error_message='La fin précède le début.'), models.CheckConstraint(condition=models.Q(('last_payment_year__isnull', True), models.Q(('last_payment_year__gte', 2000), ('last_payment_year__lte', 2100)), _connector='OR'), name='operation_paid_in_a_year_of_four_figures', violation_error_message='Écrivez une année de quatre chiffres.')],
            },
        ),
        migrations.CreateModel(
            name='FundedSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='funding', to='training.session', verbose_name='session')),
                ('operation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='crm_funding.operation', verbose_name='opération')),
            ],
            options={
                'verbose_name': 'session cofinancée',
                'verbose_name_plural': 'sessions cofinancées',
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='crm_people.person', verbose_name='personne')),
                ('operation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='crm_funding.operation', verbose_name='opération')),
                ('state', models.CharField(choices=[('entry_incomplete', 'entrée à compléter'), ('entry_complete', 'entrée complète'), ('exited', 'sortie à décrire'), ('exit_complete', 'sortie complète'), ('six_month_due', 'six mois à demander'), ('closed', 'suivi terminé')], default='entry_incomplete', max_length=16, verbose_name='état')),
                ('entry_on', models.DateField(verbose_name='entrée le')),
                ('exit_on', models.DateField(blank=True, null=True, verbose_name='sortie le')),
                ('locked_at', models.DateTimeField(blank=True, null=True, verbose_name='transmise le')),
                ('next_moment', models.CharField(blank=True, choices=[('entry', 'entrée'), ('exit', 'sortie'), ('six_months', 'six mois après')], max_length=10, verbose_name='attendu')),
                ('next_due_on', models.DateField(blank=True, null=True, verbose_name='attendu le')),
            ],
            options={
                'verbose_name': 'participation',
                'ordering': ['entry_on', 'pk'],
                'permissions': [('export_participation', 'Peut transmettre les participations au financeur')],
                'indexes': [models.Index(condition=models.Q(('next_due_on__isnull', False)), fields=['next_due_on'], name='participation_due')],
                'constraints': [models.UniqueConstraint(fields=('person', 'operation'), name='participation_once_an_operation', violation_error_message='Cette personne participe déjà à cette opération.'), models.CheckConstraint(condition=models.Q(('exit_on__isnull', True), ('exit_on__gte', models.F('entry_on')), _connector='OR'), name='participation_ends_after_it_starts', violation_error_message='La sortie précède l’entrée.'), models.CheckConstraint(condition=models.Q(models.Q(('exit_on__isnull', False), ('state__in', ['exited', 'exit_complete', 'six_month_due', 'closed'])), models.Q(('exit_on__isnull', True), ('state', 'entry_complete')), ('state', 'entry_incomplete'), _connector='OR'), name='participation_exit_goes_with_its_state', violation_error_message='Une sortie porte sa date, et elle seule.'), models.CheckConstraint(condition=models.Q(models.Q(('next_due_on__isnull', True), ('next_moment', '')), models.Q(models.Q(('next_moment', ''), _negated=True), ('next_due_on__isnull', False)), _connector='OR'), name='participation_due_has_a_form', violation_error_message='Une échéance dit quel questionnaire est attendu.')],
            },
        ),
        migrations.CreateModel(
            name='Spell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spells', to='crm_funding.participation')),
                ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.session', verbose_name='session')),
                ('starts_on', models.DateField(verbose_name='depuis le')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                ('outcome', models.CharField(blank=True, choices=[('completed', 'menée à terme'), ('abandoned', 'interrompue')], max_length=9, verbose_name='issue')),
            ],
            options={
                'verbose_name': 'passage dans une opération',
                'verbose_name_plural': 'passages dans une opération',
                'ordering': ['starts_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('participation', 'session'), name='spell_once_a_session'), models.CheckConstraint(condition=models.Q(models.Q(('ends_on__isnull', True), ('outcome', '')), models.Q(('ends_on__gte', models.F('starts_on')), ('ends_on__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='spell_ended_has_an_outcome', violation_error_message='Une sortie suit l’entrée et dit son issue.')],
            },
        ),
        migrations.CreateModel(
            name='AnswerSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answer_sets', to='crm_funding.participation')),
                ('moment', models.CharField(choices=[('entry', 'entrée'), ('exit', 'sortie'), ('six_months', 'six mois après')], max_length=10, verbose_name='moment')),
                ('about', models.DateField(verbose_name='au titre du')),
                ('form_version', models.CharField(max_length=40, verbose_name='version du questionnaire')),
                ('answers', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='réponses')),
                ('source', models.CharField(choices=[('person', 'par la personne'), ('advisor', 'avec un conseiller'), ('phone', 'au téléphone'), ('register', 'repris d’un registre')], default='person', max_length=8, verbose_name='rempli')),
                ('conclusion', models.CharField(choices=[('answered', 'répondu'), ('unchanged', 'inchangé depuis l’entrée'), ('unreached', 'personne injoignable')], default='answered', max_length=9, verbose_name='conclusion')),
                ('filled_at', models.DateTimeField(verbose_name='rempli le')),
                ('filled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='saisi par')),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signé le')),
                ('signed_name', models.CharField(blank=True, max_length=120, verbose_name='signé par')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_papers.paper', verbose_name='original signé')),
                ('reason', models.CharField(blank=True, max_length=240, verbose_name='motif de la correction')),
            ],
            options={
                'verbose_name': 'questionnaire',
                'ordering': ['filled_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('signed_at__isnull', True)), fields=('participation', 'moment'), name='one_draft_of_answers_a_moment', violation_error_message='Ce questionnaire est déjà en cours de saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', True), ('signed_name', '')), models.Q(('signed_at__isnull', False), models.Q(('signed_name', ''), _negated=True)), _connector='OR'), name='answers_signed_by_somebody', violation_error_message='Un questionnaire signé dit par qui.')],
            },
        ),
        migrations.CreateModel(
            name='SensitiveAnswers',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer_set', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sensitive', to='crm_funding.answerset')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='réponses')),
            ],
            options={
                'verbose_name': 'réponses sensibles',
                'verbose_name_plural': 'réponses sensibles',
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='crm_funding.participation')),
                ('moment', models.CharField(choices=[('entry', 'entrée'), ('exit', 'sortie'), ('six_months', 'six mois après')], max_length=10, verbose_name='moment')),
                ('about', models.DateField(verbose_name='au titre du')),
                ('on', models.DateField(verbose_name='le')),
                ('means', models.CharField(choices=[('phone', 'téléphone'), ('email', 'courriel'), ('post', 'courrier'), ('visit', 'visite')], max_length=5, verbose_name='moyen')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
            ],
            options={
                'verbose_name': 'tentative de contact',
                'verbose_name_plural': 'tentatives de contact',
                'ordering': ['on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('participation', 'moment', 'about', 'on', 'means'), name='attempt_once_a_day_and_means', violation_error_message='Cette tentative est déjà notée.')],
            },
        ),
        migrations.CreateModel(
            name='Transmission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('operation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transmissions', to='crm_funding.operation', verbose_name='opération')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('purpose', models.CharField(max_length=200, verbose_name='motif')),
                ('columns', models.JSONField(default=list, verbose_name='colonnes')),
            ],
            options={
                'verbose_name': 'transmission au financeur',
                'verbose_name_plural': 'transmissions au financeur',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='transmission_says_why', violation_error_message='Dites à quoi sert cette transmission.')],
            },
        ),
        migrations.CreateModel(
            name='TransmittedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('transmission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='crm_funding.transmission')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transmitted', to='crm_funding.participation')),
                ('cells', models.JSONField(default=list, verbose_name='cellules')),
                ('corrections', models.JSONField(blank=True, default=list, verbose_name='corrections')),
            ],
            options={
                'verbose_name': 'ligne transmise',
                'verbose_name_plural': 'lignes transmises',
                'ordering': ['pk'],
            },
        ),
    ]
