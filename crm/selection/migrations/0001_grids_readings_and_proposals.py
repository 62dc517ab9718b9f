import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    initial = True

    dependencies = [
        ('crm_applications', '0001_squashed_0009'),
        ('training', '0001_squashed_0004'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Grid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grids', to='training.course', verbose_name='formation')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('state', models.CharField(choices=[('draft', 'en préparation'), ('active', 'en service'), ('retired', 'remplacée')], default='draft', max_length=7, verbose_name='état')),
                ('gap_allowed', models.PositiveSmallIntegerField(default=20, verbose_name='écart admis entre deux lectures')),
                ('reading_days', models.PositiveSmallIntegerField(default=10, verbose_name='jours pour rendre une lecture')),
                ('created_at', models.DateTimeField(verbose_name='préparée le')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='préparée par')),
                ('activated_at', models.DateTimeField(blank=True, null=True, verbose_name='en service depuis')),
            ],
            options={
                'verbose_name': 'grille de sélection',
                'verbose_name_plural': 'grilles de sélection',
                'ordering': ['course__title', '-version'],
                'constraints': [models.UniqueConstraint(fields=('course', 'version'), name='grid_version_once_a_course', violation_error_message='Cette version de la grille existe déjà.'), models.UniqueConstraint(condition=models.Q(('state', 'active')), fields=('course',), name='one_active_grid_a_course', violation_error_message='Une seule grille est en service par formation.'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('course',), name='one_draft_grid_a_course', violation_error_message='Une version est déjà en préparation.'), models.CheckConstraint(condition=models.Q(models.Q(('activated_at__isnull', True), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('activated_at__isnull', False)), _connector='OR'), name='grid_in_service_has_a_date', violation_error_message='Une grille en service porte la date où elle y est entrée.'), models.CheckConstraint(condition=models.Q(('gap_allowed__gte', 1), ('gap_allowed__lte', 100), ('reading_days__gte', 1), ('reading_days__lte', 90)), name='grid_settings_make_sense', violation_error_message='L’écart va de 1 à 100 points, le délai de 1 à 90 jours.')],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grid', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='crm_selection.grid', verbose_name='grille')),
                ('rank', models.PositiveSmallIntegerField(verbose_name='rang')),
                ('label', models.CharField(max_length=80, verbose_name='critère')),
                ('guide', models.CharField(blank=True, max_length=400, verbose_name='ce qui se lit')),
                ('weight', models.PositiveSmallIntegerField(verbose_name='poids (%)')),
            ],
            options={
                'verbose_name': 'critère',
                'verbose_name_plural': 'critères',
                'ordering': ['rank'],
                'constraints': [models.UniqueConstraint(fields=('grid', 'rank'), name='criterion_rank_once_a_grid', violation_error_message='Deux critères ont le même rang.'), models.CheckConstraint(condition=models.Q(('weight__gte', 1), ('weight__lte', 100)), name='criterion_weighs_something', violation_error_message='Un critère pèse de 1 à 100 %.'), models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='criterion_has_a_name', violation_error_message='Nommez le critère.')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='proposal', to='training.session', verbose_name='session')),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='révision')),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='commission du')),
                ('present', models.CharField(blank=True, max_length=400, verbose_name='membres présents')),
                ('updated_at', models.DateTimeField(blank=True, null=True, verbose_name='modifiée le')),
                ('updated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='modifiée par')),
            ],
            options={
                'verbose_name': 'proposition de la commission',
                'verbose_name_plural': 'propositions des commissions',
            },
        ),
        migrations.CreateModel(
            name='ProposalLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='crm_selection.proposal', verbose_name='proposition')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='crm_applications.application', verbose_name='candidature')),
                ('outcome', models.CharField(choices=[('admitted', 'admettre'), ('waitlisted', 'liste d’attente'), ('pooled', 'reporter'), ('refused', 'refuser')], max_length=10, verbose_name='proposition')),
                ('rank', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='rang d’attente')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='motif')),
                ('hindrance', models.CharField(blank=True, max_length=300, verbose_name='empêchement')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='décidée le')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='décidée par')),
            ],
            options={
                'verbose_name': 'ligne d’une proposition',
                'verbose_name_plural': 'lignes des propositions',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('proposal', 'application'), name='application_once_in_a_proposal', violation_error_message='Cette candidature est déjà dans la proposition.'), models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True), ('rank__isnull', False)), fields=('proposal', 'rank'), name='waiting_rank_once_a_proposal', violation_error_message='Deux personnes ont le même rang d’attente.'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'waitlisted'), ('rank__isnull', False)), models.Q(models.Q(('outcome', 'waitlisted'), _negated=True), ('rank__isnull', True)), _connector='OR'), name='proposal_line_waits_at_a_rank', violation_error_message='La liste d’attente porte un rang, et elle seule.'), models.CheckConstraint(condition=models.Q(('decided_at__isnull', True), models.Q(('outcome', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='proposal_line_refused_with_a_reason', violation_error_message='Un refus est motivé.')],
            },
        ),
        migrations.CreateModel(
            name='Examination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='examinations', to='crm_applications.application', verbose_name='candidature')),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='étude n°')),
                ('kind', models.CharField(choices=[('first', 'première étude'), ('appeal', 'recours'), ('again', 'nouvelle étude')], default='first', max_length=6, verbose_name='nature')),
                ('grid', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='examinations', to='crm_selection.grid', verbose_name='grille')),
                ('opened_at', models.DateTimeField(verbose_name='ouverte le')),
                ('score', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='note sur 100')),
                ('gap', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='écart')),
                ('agreed_score', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='note d’accord')),
                ('agreed_reason', models.CharField(blank=True, max_length=500, verbose_name='motif de l’accord')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='accord du')),
                ('agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='accord noté par')),
                ('appeal_on', models.DateField(blank=True, null=True, verbose_name='recours reçu le')),
                ('appeal_text', models.TextField(blank=True, verbose_name='ce que dit le recours')),
            ],
            options={
                'verbose_name': 'étude d’une candidature',
                'verbose_name_plural': 'études des candidatures',
                'ordering': ['application', 'number'],
                'constraints': [models.UniqueConstraint(fields=('application', 'number'), name='examination_number_once_an_application', violation_error_message='Cette étude est déjà ouverte.'), models.CheckConstraint(condition=models.Q(models.Q(('score__isnull', True), models.Q(('score__gte', 0), ('score__lte', 100)), _connector='OR'), models.Q(('gap__isnull', True), models.Q(('gap__gte', 0), ('gap__lte', 100)), _connector='OR'), models.Q(('agreed_score__isnull', True), models.Q(('agreed_score__gte', 0), ('agreed_score__lte', 100)), _connector='OR')), name='examination_marked_on_a_hundred', violation_error_message='Une note va de 0 à 100.'), models.CheckConstraint(condition=models.Q(models.Q(('agreed_at__isnull', True), ('agreed_reason', ''), ('agreed_score__isnull', True)), models.Q(('agreed_at__isnull', False), ('agreed_score__isnull', False), models.Q(('agreed_reason', ''), _negated=True)), _connector='OR'), name='examination_agreement_is_whole', violation_error_message='Une note d’accord porte sa date et son motif.'), models.CheckConstraint(condition=models.Q(models.Q(('appeal_on__isnull', False), ('kind', 'appeal'), models.Q(('appeal_text', ''), _negated=True)), models.Q(models.Q(('kind', 'appeal'), _negated=True), ('appeal_on__isnull', True), ('appeal_text', '')), _connector='OR'), name='examination_appeal_has_a_date', violation_error_message='Un recours porte sa date et ce qu’il dit.')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('examination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='crm_selection.examination', verbose_name='étude')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lecteur')),
                ('third', models.BooleanField(default=False, verbose_name='lecture supplémentaire')),
                ('state', models.CharField(choices=[('todo', 'à rendre'), ('sent', 'rendue'), ('corrected', 'remplacée par une correction'), ('excused', 'retirée au lecteur')], default='todo', max_length=9, verbose_name='état')),
                ('assigned_at', models.DateTimeField(verbose_name='confiée le')),
                ('assigned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confiée par')),
                ('due_on', models.DateField(verbose_name='à rendre le')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='rendue le')),
                ('score', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='note sur 100')),
                ('opinion', models.TextField(blank=True, verbose_name='avis d’ensemble')),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='crm_selection.reading', verbose_name='corrige')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='motif')),
            ],
            options={
                'verbose_name': 'lecture',
                'ordering': ['third', 'assigned_at', 'pk'],
                'indexes': [models.Index(fields=['reader', 'state', 'due_on'], name='reading_to_do')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['todo', 'sent'])), fields=('examination', 'reader'), name='one_standing_reading_a_reader', violation_error_message='Cette personne lit déjà cette candidature.'), models.CheckConstraint(condition=models.Q(models.Q(('score__isnull', False), ('sent_at__isnull', False), ('state__in', ['sent', 'corrected'])), models.Q(('score__isnull', True), ('sent_at__isnull', True), ('state__in', ['todo', 'excused'])), _connector='OR'), name='reading_sent_has_a_score', violation_error_message='Une lecture rendue porte sa date et sa note.'), models.CheckConstraint(condition=models.Q(('score__isnull', True), models.Q(('score__gte', 0), ('score__lte', 100)), _connector='OR'), name='reading_marked_on_a_hundred', violation_error_message='Une note va de 0 à 100.'), models.CheckConstraint(condition=models.Q(models.Q(('corrects__isnull', True), models.Q(('state', 'excused'), _negated=True)), models.Q(('reason', ''), _negated=True), _connector='OR'), name='reading_corrected_or_excused_with_a_reason', violation_error_message='Une correction ou un retrait porte son motif.')],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reading', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='crm_selection.reading', verbose_name='lecture')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='crm_selection.criterion', verbose_name='critère')),
                ('mark', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='note')),
                ('comment', models.CharField(blank=True, max_length=1000, verbose_name='commentaire')),
            ],
            options={
                'verbose_name': 'note d’un critère',
                'verbose_name_plural': 'notes des critères',
                'ordering': ['criterion__rank'],
                'constraints': [models.UniqueConstraint(fields=('reading', 'criterion'), name='mark_once_a_criterion', violation_error_message='Ce critère est déjà noté.'), models.CheckConstraint(condition=models.Q(('mark__isnull', True), models.Q(('mark__gte', 0), ('mark__lte', 5)), _connector='OR'), name='mark_from_0_to_5', violation_error_message='Une note va de 0 à 5.')],
            },
        ),
    ]
