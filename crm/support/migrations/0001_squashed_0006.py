import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_support', '0001_initial'), ('crm_support', '0002_say_constraints_in_french'), ('crm_support', '0003_two_years_of_support'), ('crm_support', '0005_milestones_for_trainers')]

    initial = True

    dependencies = [
        ('crm_journeys', '0001_squashed_0010'),
        ('crm_papers', '0001_initial'),
        ('crm_people', '0001_squashed_0009'),
        ('territory', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ActivityCreation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='crm_people.person', verbose_name='personne')),
                ('journey', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='activities', to='crm_journeys.journey', verbose_name='parcours')),
                ('kind', models.CharField(choices=[('creation', 'création d’activité'), ('takeover', 'reprise d’activité'), ('hired', 'emploi salarié'), ('umbrella', 'portage salarial')], max_length=8, verbose_name='nature')),
                ('trade', models.CharField(blank=True, max_length=120, verbose_name='métier')),
                ('legal_form', models.CharField(blank=True, max_length=60, verbose_name='statut juridique')),
                ('siret', models.CharField(blank=True, db_index=True, max_length=14, verbose_name='SIRET')),
                ('commune', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune', verbose_name='commune')),
                ('started_on', models.DateField(db_index=True, verbose_name='démarrée le')),
                ('ceased_on', models.DateField(blank=True, null=True, verbose_name='arrêtée le')),
                ('telework', models.BooleanField(default=True, verbose_name='exercée en télétravail')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vérifiée par')),
            ],
            options={
                'verbose_name': 'activité',
                'ordering': ['started_on', 'pk'],
                'permissions': [('export_activitycreation', 'Peut exporter des activités')],
                'constraints': [models.UniqueConstraint(fields=('person', 'kind', 'started_on'), name='activity_once_a_person_and_day', violation_error_message='Cette activité est déjà au dossier.'), models.CheckConstraint(condition=models.Q(('ceased_on__isnull', True), ('ceased_on__gte', models.F('started_on')), _connector='OR'), name='activity_ceases_after_it_started', violation_error_message='L’arrêt précède le début de l’activité.')],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='crm_people.person', verbose_name='personne')),
                ('asked_on', models.DateField(db_index=True, verbose_name='demandé le')),
                ('answer', models.CharField(choices=[('active', 'en activité'), ('ceased', 'activité arrêtée'), ('preparing', 'projet en préparation'), ('none', 'sans activité'), ('unreached', 'sans réponse')], max_length=9, verbose_name='réponse')),
            ],
            options={
                'verbose_name': 'point de suivi',
                'verbose_name_plural': 'points de suivi',
                'ordering': ['asked_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('person', 'asked_on'), name='follow_up_once_a_day', violation_error_message='Un point de suivi existe déjà à cette date.'), models.CheckConstraint(condition=models.Q(('answer', ''), _negated=True), name='follow_up_has_an_answer', violation_error_message='Indiquez la réponse.')],
            },
        ),
        migrations.CreateModel(
            name='ActivityCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='crm_support.activitycreation', verbose_name='activité')),
                ('month', models.PositiveSmallIntegerField(verbose_name='mois')),
                ('due_on', models.DateField(db_index=True, verbose_name='à demander le')),
                ('state', models.CharField(choices=[('due', 'à demander'), ('alive', 'en activité'), ('ceased', 'arrêtée'), ('unknown', 'sans réponse')], default='due', max_length=7, verbose_name='état')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='essais')),
                ('last_attempt_on', models.DateField(blank=True, null=True, verbose_name='dernier essai le')),
                ('written_at', models.DateTimeField(blank=True, null=True, verbose_name='courrier du')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='réponse du')),
            ],
            options={
                'verbose_name': 'suivi d’activité',
                'verbose_name_plural': 'suivis d’activité',
                'ordering': ['due_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'month'), name='activity_check_once_a_month', violation_error_message='Ce suivi est déjà prévu.'), models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', True), ('state', 'due')), models.Q(models.Q(('state', 'due'), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='activity_check_answered_has_a_date', violation_error_message='Une réponse est datée.')],
            },
        ),
        migrations.CreateModel(
            name='SupportPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='crm_people.person', verbose_name='personne')),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='plans', to='crm_people.household', verbose_name='foyer')),
                ('basis', models.CharField(choices=[('trained', 'formation suivie'), ('settled', 'installation')], max_length=7, verbose_name='ouvert par')),
                ('state', models.CharField(choices=[('draft', 'à ouvrir'), ('active', 'en cours'), ('paused', 'en pause'), ('extended', 'prolongé'), ('ended', 'terminé'), ('ended_early', 'arrêté avant terme')], default='draft', max_length=11, verbose_name='état')),
                ('starts_on', models.DateField(verbose_name='début')),
                ('months', models.PositiveSmallIntegerField(verbose_name='mois')),
                ('ends_on', models.DateField(editable=False, verbose_name='fin prévue')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='arrêté le')),
                ('end_reason', models.CharField(blank=True, max_length=240, verbose_name='motif de l’arrêt')),
                ('referent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='référent')),
            ],
            options={
                'verbose_name': 'accompagnement',
                'ordering': ['-starts_on', '-pk'],
                'permissions': [('export_supportplan', 'Peut exporter des accompagnements'), ('oversee_supportplan', 'Peut suivre et répartir tous les accompagnements')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'active', 'paused', 'extended'])), fields=('person',), name='one_live_plan_a_person', violation_error_message='Cette personne est déjà accompagnée.'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='plan_ends_after_it_starts', violation_error_message='La fin précède le début.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ended_early'), _negated=True), models.Q(('end_reason', ''), _negated=True), _connector='OR'), name='plan_ended_early_with_a_reason', violation_error_message='Un arrêt avant terme est motivé.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('state__in', ['ended', 'ended_early'])), models.Q(models.Q(('state__in', ['ended', 'ended_early']), _negated=True), ('ended_on__isnull', True)), _connector='OR'), name='plan_ended_has_a_date', violation_error_message='Un accompagnement arrêté porte sa date d’arrêt.')],
            },
        ),
        migrations.CreateModel(
            name='PlanPause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='crm_support.supportplan')),
                ('starts_on', models.DateField(verbose_name='depuis')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’à (exclu)')),
                ('reason', models.CharField(max_length=240, verbose_name='motif')),
            ],
            options={
                'verbose_name': 'pause de l’accompagnement',
                'verbose_name_plural': 'pauses de l’accompagnement',
                'ordering': ['starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='plan_pause_ends_after_it_starts', violation_error_message='La reprise précède la pause.'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('plan',), name='one_open_pause_a_plan', violation_error_message='Cet accompagnement est déjà en pause.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='plan_pause_has_a_reason', violation_error_message='Une pause est motivée.')],
            },
        ),
        migrations.CreateModel(
            name='PlanExtension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extensions', to='crm_support.supportplan')),
                ('months', models.PositiveSmallIntegerField(verbose_name='mois')),
                ('reason', models.CharField(max_length=240, verbose_name='motif')),
                ('decided_on', models.DateField(verbose_name='décidée le')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'prolongation',
                'ordering': ['decided_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('months__gte', 1), ('months__lte', 24)), name='extension_adds_months', violation_error_message='Une prolongation dure de 1 à 24 mois.')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='crm_support.supportplan', verbose_name='accompagnement')),
                ('label', models.CharField(max_length=160, verbose_name='étape')),
                ('due_on', models.DateField(verbose_name='pour le')),
                ('state', models.CharField(choices=[('todo', 'à atteindre'), ('done', 'atteinte'), ('missed', 'manquée'), ('dropped', 'abandonnée')], default='todo', max_length=7, verbose_name='état')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='atteinte le')),
                ('evidence', models.CharField(blank=True, max_length=240, verbose_name='preuve')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_papers.paper', verbose_name='pièce')),
                ('reason', models.CharField(blank=True, max_length=240, verbose_name='motif de l’abandon')),
                ('for_trainers', models.BooleanField(default=True, verbose_name='montrée aux formateurs')),
            ],
            options={
                'verbose_name': 'étape de l’accompagnement',
                'verbose_name_plural': 'étapes de l’accompagnement',
                'ordering': ['due_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='milestone_has_a_label', violation_error_message='Dites quelle est cette étape.'), models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', False), ('state', 'done'), models.Q(('evidence', ''), _negated=True)), models.Q(models.Q(('state', 'done'), _negated=True), ('done_on__isnull', True)), _connector='OR'), name='milestone_done_with_evidence', violation_error_message='Une étape atteinte porte sa date et sa preuve.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='milestone_dropped_with_a_reason', violation_error_message='Une étape abandonnée porte un motif.')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='crm_support.supportplan', verbose_name='accompagnement')),
                ('month', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='mois')),
                ('subject', models.CharField(blank=True, max_length=120, verbose_name='objet')),
                ('due_on', models.DateField(db_index=True, verbose_name='prévu le')),
                ('proposed_at', models.DateTimeField(blank=True, null=True, verbose_name='proposé le')),
                ('held_at', models.DateTimeField(blank=True, null=True, verbose_name='tenu le')),
                ('summary', models.TextField(blank=True, verbose_name='bilan')),
            ],
            options={
                'verbose_name': 'bilan d’accompagnement',
                'verbose_name_plural': 'bilans d’accompagnement',
                'ordering': ['due_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'month'), name='review_once_a_month', violation_error_message='Ce bilan est déjà prévu.'), models.CheckConstraint(condition=models.Q(('held_at__isnull', True), models.Q(('summary', ''), _negated=True), _connector='OR'), name='review_held_with_a_summary', violation_error_message='Un bilan tenu a son compte rendu.'), models.CheckConstraint(condition=models.Q(('month__isnull', False), models.Q(('subject', ''), _negated=True), _connector='OR'), name='review_has_a_month_or_a_subject', violation_error_message='Dites de quoi parlera ce bilan.')],
            },
        ),
        migrations.CreateModel(
            name='TrainerNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainer_notes', to='crm_support.supportplan', verbose_name='accompagnement')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='formateur')),
                ('on', models.DateField(verbose_name='le')),
                ('text', models.TextField(verbose_name='note')),
                ('written_at', models.DateTimeField(verbose_name='écrite le')),
            ],
            options={
                'verbose_name': 'suivi du formateur',
                'verbose_name_plural': 'suivis du formateur',
                'ordering': ['-on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='trainer_note_says_something', violation_error_message='Écrivez ce que vous avez constaté.')],
            },
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='settlements', to='crm_people.household', verbose_name='foyer')),
                ('journey', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='settlements', to='crm_journeys.journey', verbose_name='parcours')),
                ('state', models.CharField(choices=[('intended', 'envisagée'), ('moved_in', 'emménagé'), ('confirmed', 'confirmée par une pièce'), ('departed', 'repartis')], default='intended', max_length=9, verbose_name='état')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune', verbose_name='commune d’installation')),
                ('origin_commune', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune', verbose_name='commune quittée')),
                ('move_in_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='emménagement')),
                ('dwelling', models.CharField(blank=True, choices=[('rent', 'location'), ('own', 'propriété'), ('gateway', 'logement passerelle'), ('hosted', 'hébergement'), ('', 'non précisé')], default='', max_length=7, verbose_name='logement')),
                ('adults', models.PositiveSmallIntegerField(default=1, verbose_name='adultes')),
                ('children', models.PositiveSmallIntegerField(default=0, verbose_name='enfants')),
                ('children_schooled', models.PositiveSmallIntegerField(default=0, verbose_name='enfants scolarisés')),
                ('proof', models.CharField(blank=True, help_text='Par exemple : bail, facture d’énergie.', max_length=120, verbose_name='pièce vue')),
                ('proof_paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_papers.paper', verbose_name='pièce gardée au dossier')),
                ('departed_on', models.DateField(blank=True, null=True, verbose_name='départ')),
                ('departure_reason', models.CharField(blank=True, max_length=240, verbose_name='motif du départ')),
            ],
            options={
                'verbose_name': 'installation',
                'ordering': ['-move_in_on', '-pk'],
                'permissions': [('export_settlement', 'Peut exporter des installations')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('move_in_on__isnull', True), ('state', 'intended')), models.Q(models.Q(('state', 'intended'), _negated=True), ('move_in_on__isnull', False)), _connector='OR'), name='settlement_moved_in_has_a_date', violation_error_message='Une installation faite porte sa date d’emménagement.'), models.CheckConstraint(condition=models.Q(models.Q(('departed_on__gte', models.F('move_in_on')), ('state', 'departed')), models.Q(models.Q(('state', 'departed'), _negated=True), ('departed_on__isnull', True)), _connector='OR'), name='settlement_departed_has_a_date', violation_error_message='Un départ est daté, après l’emménagement.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), models.Q(('proof', ''), _negated=True), _connector='OR'), name='settlement_confirmed_with_a_proof', violation_error_message='Nommez la pièce qui confirme l’installation.'), models.CheckConstraint(condition=models.Q(('adults__gte', 1)), name='settlement_has_an_adult', violation_error_message='Une installation compte au moins un adulte.'), models.CheckConstraint(condition=models.Q(('children_schooled__lte', models.F('children'))), name='settlement_schooled_are_children', violation_error_message='Il y a plus d’enfants scolarisés que d’enfants.'), models.UniqueConstraint(condition=models.Q(('departed_on__isnull', True)), fields=('household',), name='one_live_settlement_a_household', violation_error_message='Ce foyer a déjà une installation en cours.')],
            },
        ),
    ]
