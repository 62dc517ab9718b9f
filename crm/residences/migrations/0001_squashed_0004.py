import crm.papers.models
import crm.residences.models.agreement
import datetime
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_residences', '0001_initial')]

    initial = True

    dependencies = [
        ('crm_consents', '0001_squashed_0008'),
        ('crm_journeys', '0001_squashed_0010'),
        ('crm_lodging', '0001_initial'),
        ('crm_papers', '0001_initial'),
        ('crm_people', '0001_squashed_0009'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Committee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='se tient le')),
                ('closes_on', models.DateField(verbose_name='demandes reçues jusqu’au')),
                ('place', models.CharField(max_length=120, verbose_name='lieu')),
                ('members', models.TextField(blank=True, max_length=1000, verbose_name='membres')),
                ('minutes', models.TextField(blank=True, max_length=4000, verbose_name='procès-verbal')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='procès-verbal arrêté le')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='arrêté par')),
            ],
            options={
                'verbose_name': 'comité de résidence',
                'verbose_name_plural': 'comités de résidence',
                'ordering': ['-held_on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('held_on',), name='one_residence_committee_a_day', violation_error_message='Un comité se tient déjà ce jour-là.'), models.CheckConstraint(condition=models.Q(('closes_on__lte', models.F('held_on'))), name='residence_committee_closes_before_it_is_held', violation_error_message='Les demandes se closent au plus tard le jour du comité.'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('minutes', ''), _negated=True), _connector='OR'), name='residence_committee_closed_with_minutes', violation_error_message='Écrivez le procès-verbal avant de l’arrêter.')],
            },
        ),
        migrations.CreateModel(
            name='Residence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='residences', to='crm_people.person', verbose_name='personne')),
                ('journey', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='residences', to='crm_journeys.journey', verbose_name='parcours')),
                ('kind', models.CharField(choices=[('short', 'courte'), ('long', 'longue')], max_length=5, verbose_name='durée')),
                ('state', models.CharField(choices=[('requested', 'demandée'), ('instructed', 'instruite'), ('granted', 'accordée'), ('refused', 'refusée'), ('running', 'en cours'), ('ended', 'terminée, bilan à tenir'), ('reviewed', 'bilan tenu'), ('renounced', 'renoncée')], db_index=True, default='requested', max_length=10, verbose_name='état')),
                ('requested_at', models.DateTimeField(verbose_name='demandée le')),
                ('decision_due_at', models.DateTimeField(blank=True, null=True, verbose_name='réponse due le')),
                ('committee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='residences', to='crm_residences.committee', verbose_name='comité')),
                ('project', models.TextField(max_length=2000, verbose_name='projet à essayer')),
                ('persons', models.PositiveSmallIntegerField(default=1, verbose_name='personnes qui viennent')),
                ('starts_on', models.DateField(verbose_name='premier jour')),
                ('ends_on', models.DateField(verbose_name='dernier jour')),
                ('lodging_wanted', models.BooleanField(default=True, verbose_name='souhaite un logement')),
                ('office_wanted', models.BooleanField(default=True, verbose_name='souhaite un bureau au télécentre')),
                ('stay', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='residence', to='crm_lodging.stay', verbose_name='séjour dans un logement')),
                ('instruction', models.TextField(blank=True, max_length=2000, verbose_name='instruction')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='décidée le')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='décidée par')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='motif de la décision')),
                ('waiting_since', models.DateTimeField(blank=True, null=True, verbose_name='attend une place depuis')),
                ('renounced_at', models.DateTimeField(blank=True, null=True, verbose_name='renoncée le')),
                ('ending_reason', models.CharField(blank=True, max_length=400, verbose_name='motif de la fin')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='commencée le')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='terminée le')),
                ('review_due_on', models.DateField(blank=True, null=True, verbose_name='bilan à tenir avant le')),
                ('review_at', models.DateTimeField(blank=True, null=True, verbose_name='rendez-vous de bilan')),
                ('reviewed_at', models.DateTimeField(blank=True, null=True, verbose_name='bilan tenu le')),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bilan tenu par')),
                ('tried', models.TextField(blank=True, max_length=2000, verbose_name='ce qui a été essayé')),
                ('outlook', models.CharField(blank=True, choices=[('settles', 's’installe ici'), ('thinks', 'réfléchit encore'), ('elsewhere', 's’installe ailleurs'), ('stays', 'ne s’installe pas'), ('', '—')], default='', max_length=9, verbose_name='suite')),
                ('next_steps', models.TextField(blank=True, max_length=2000, verbose_name='prochaines étapes')),
            ],
            options={
                'verbose_name': 'résidence d’entrepreneur',
                'verbose_name_plural': 'résidences d’entrepreneurs',
                'ordering': ['-requested_at', '-pk'],
                'permissions': [('decide_residence', 'Peut accorder ou refuser une résidence'), ('export_residence', 'Peut exporter les aides des résidences')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['requested', 'instructed', 'granted', 'running'])), fields=('person', 'kind'), name='one_live_residence_a_person_and_kind', violation_error_message='Cette personne a déjà une résidence de cette durée en cours.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'short'), django.db.models.lookups.GreaterThanOrEqual(models.ExpressionWrapper(django.db.models.expressions.CombinedExpression(models.F('ends_on'), '-', models.F('starts_on')), output_field=models.DurationField()), models.Value(datetime.timedelta(days=1), output_field=models.DurationField())), django.db.models.lookups.LessThanOrEqual(models.ExpressionWrapper(django.db.models.expressions.CombinedExpression(models.F('ends_on'), '-', models.F('starts_on')), output_field=models.DurationField()), models.Value(datetime.timedelta(days=14), output_field=models.DurationField()))), models.Q(('kind', 'long'), django.db.models.lookups.GreaterThanOrEqual(models.ExpressionWrapper(django.db.models.expressions.CombinedExpression(models.F('ends_on'), '-', models.F('starts_on')), output_field=models.DurationField()), models.Value(datetime.timedelta(days=58), output_field=models.DurationField())), django.db.models.lookups.LessThanOrEqual(models.ExpressionWrapper(django.db.models.expressions.CombinedExpression(models.F('ends_on'), '-', models.F('starts_on')), output_field=models.DurationField()), models.Value(datetime.timedelta(days=184), output_field=models.DurationField()))), _connector='OR'), name='residence_lasts_as_its_kind_says', violation_error_message='Une résidence courte dure de 2 jours à 2 semaines, une longue de 2 à 6 mois.'), models.CheckConstraint(condition=models.Q(('kind', 'long'), models.Q(('committee__isnull', True), ('decision_due_at__isnull', False), ('kind', 'short')), _connector='OR'), name='residence_short_is_due_and_goes_to_no_committee', violation_error_message='Une résidence courte a une heure de réponse, et ne passe pas en comité.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['granted', 'refused', 'running', 'ended', 'reviewed', 'renounced']), ('decided_at__isnull', False)), models.Q(models.Q(('state__in', ['granted', 'refused', 'running', 'ended', 'reviewed', 'renounced']), _negated=True), ('decided_at__isnull', True)), _connector='OR'), name='residence_decided_has_a_date', violation_error_message='Une résidence décidée porte la date de sa décision, et elle seule.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='residence_refused_with_a_reason', violation_error_message='Un refus est motivé.'), models.CheckConstraint(condition=models.Q(('waiting_since__isnull', True), ('state', 'instructed'), _connector='OR'), name='residence_waits_once_studied', violation_error_message='Seule une demande instruite attend une place.'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ['renounced']), ('renounced_at__isnull', False)), models.Q(models.Q(('state__in', ['renounced']), _negated=True), ('renounced_at__isnull', True)), _connector='OR'), models.Q(models.Q(('state', 'renounced'), _negated=True), models.Q(('ending_reason', ''), _negated=True), _connector='OR')), name='residence_renounced_has_a_date', violation_error_message='Un renoncement porte sa date et son motif.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['running', 'ended', 'reviewed']), ('started_at__isnull', False)), models.Q(models.Q(('state__in', ['running', 'ended', 'reviewed']), _negated=True), ('started_at__isnull', True)), _connector='OR'), name='residence_started_has_a_date', violation_error_message='Une résidence commencée porte la date de son début.'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ['ended', 'reviewed']), ('ended_at__isnull', False)), models.Q(models.Q(('state__in', ['ended', 'reviewed']), _negated=True), ('ended_at__isnull', True)), _connector='OR'), models.Q(models.Q(('state__in', ['ended', 'reviewed']), ('review_due_on__isnull', False)), models.Q(models.Q(('state__in', ['ended', 'reviewed']), _negated=True), ('review_due_on__isnull', True)), _connector='OR')), name='residence_ended_has_its_dates', violation_error_message='Une résidence terminée porte sa date de fin et celle de son bilan.'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ['reviewed']), ('reviewed_at__isnull', False)), models.Q(models.Q(('state__in', ['reviewed']), _negated=True), ('reviewed_at__isnull', True)), _connector='OR'), models.Q(models.Q(('state', 'reviewed'), _negated=True), models.Q(models.Q(('tried', ''), _negated=True), models.Q(('outlook', ''), _negated=True)), _connector='OR')), name='residence_reviewed_is_told', violation_error_message='Un bilan dit ce qui a été essayé et la suite.'), models.CheckConstraint(condition=models.Q(('persons__gte', 1), ('persons__lte', 20)), name='residence_is_for_somebody', violation_error_message='Une résidence accueille de 1 à 20 personnes.')],
            },
        ),
        migrations.CreateModel(
            name='AgreementTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(unique=True, verbose_name='version')),
                ('title', models.CharField(max_length=120, verbose_name='titre')),
                ('community', models.TextField(max_length=600, verbose_name='première partie, la collectivité')),
                ('partner', models.TextField(max_length=600, verbose_name='deuxième partie, la région ou l’agence')),
                ('articles', models.TextField(max_length=12000, verbose_name='articles')),
                ('why', models.CharField(blank=True, max_length=240, verbose_name='ce qui change')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='écrite par')),
                ('written_at', models.DateTimeField(verbose_name='écrite le')),
            ],
            options={
                'verbose_name': 'modèle de convention de résidence',
                'verbose_name_plural': 'modèles de convention de résidence',
                'ordering': ['-version'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('community', ''), _negated=True), models.Q(('partner', ''), _negated=True), models.Q(('articles', ''), _negated=True)), name='agreement_template_is_whole', violation_error_message='Un modèle a un titre, deux parties et des articles.')],
            },
        ),
        migrations.CreateModel(
            name='AgreementCounter',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'compteur de conventions de résidence',
                'verbose_name_plural': 'compteurs de conventions de résidence',
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('residence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='crm_residences.residence', verbose_name='résidence')),
                ('year', models.PositiveSmallIntegerField(verbose_name='année')),
                ('rank', models.PositiveIntegerField(verbose_name='rang')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='crm_residences.agreementtemplate', verbose_name='modèle')),
                ('facts', models.JSONField(default=dict, verbose_name='ce qu’elle dit')),
                ('file', models.FileField(blank=True, max_length=120, storage=crm.papers.models.private_storage, upload_to=crm.residences.models.agreement.stored_as, verbose_name='fichier')),
                ('digest', models.CharField(max_length=64, verbose_name='empreinte')),
                ('size', models.PositiveIntegerField(verbose_name='taille (octets)')),
                ('issued_at', models.DateTimeField(verbose_name='établie le')),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='établie par')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='crm_residences.agreement', verbose_name='remplace')),
                ('reason', models.CharField(blank=True, max_length=240, verbose_name='motif du remplacement')),
                ('replaced_at', models.DateTimeField(blank=True, null=True, verbose_name='remplacée le')),
                ('forgotten_at', models.DateTimeField(blank=True, null=True, verbose_name='effacée le')),
            ],
            options={
                'verbose_name': 'convention de résidence',
                'verbose_name_plural': 'conventions de résidence',
                'ordering': ['-issued_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('year', 'rank'), name='agreement_number_once_a_year', violation_error_message='Ce numéro de convention est déjà pris.'), models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('residence',), name='one_current_agreement_a_residence', violation_error_message='Cette résidence a déjà sa convention : remplacez-la en disant pourquoi.'), models.CheckConstraint(condition=models.Q(('replaces__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='agreement_replaces_with_a_reason', violation_error_message='Dites pourquoi la convention est remplacée.'), models.CheckConstraint(condition=models.Q(('forgotten_at__isnull', False), models.Q(('file', ''), _negated=True), _connector='OR'), name='agreement_keeps_its_file_until_forgotten', violation_error_message='Une convention garde son fichier.')],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='crm_residences.agreement', verbose_name='convention')),
                ('party', models.CharField(choices=[('community', 'la collectivité'), ('partner', 'la région ou l’agence'), ('person', 'la personne')], max_length=9, verbose_name='partie')),
                ('signed_on', models.DateField(verbose_name='signée le')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_papers.paper', verbose_name='exemplaire signé')),
                ('noted_at', models.DateTimeField(verbose_name='notée le')),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='notée par')),
            ],
            options={
                'verbose_name': 'signature',
                'ordering': ['signed_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'party'), name='residence_party_signs_once', violation_error_message='Cette partie a déjà signé.')],
            },
        ),
        migrations.CreateModel(
            name='AidLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('residence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aid_lines', to='crm_residences.residence', verbose_name='résidence')),
                ('nature', models.CharField(choices=[('rent', 'loyer'), ('meals', 'repas'), ('travel', 'déplacements'), ('allowance', 'indemnité')], max_length=9, verbose_name='nature')),
                ('funder', models.CharField(max_length=80, verbose_name='financeur')),
                ('cents', models.PositiveIntegerField(verbose_name='montant (centimes)')),
                ('detail', models.CharField(blank=True, max_length=160, verbose_name='précision')),
                ('added_at', models.DateTimeField(verbose_name='notée le')),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='notée par')),
            ],
            options={
                'verbose_name': 'aide d’une résidence',
                'verbose_name_plural': 'aides des résidences',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('cents__gte', 1), ('cents__lte', 5000000)), name='residence_aid_is_an_amount', violation_error_message='Une aide va de 0,01 € à 50 000 €.'), models.CheckConstraint(condition=models.Q(('funder', ''), _negated=True), name='residence_aid_has_a_funder', violation_error_message='Nommez qui paie.')],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('residence', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='assessment', to='crm_residences.residence', verbose_name='résidence')),
                ('territory', models.PositiveSmallIntegerField(verbose_name='intérêt pour le territoire')),
                ('usefulness', models.PositiveSmallIntegerField(verbose_name='utilité pour ses habitants')),
                ('sector', models.PositiveSmallIntegerField(verbose_name='place dans une stratégie de filière')),
                ('comment', models.TextField(blank=True, max_length=1000, verbose_name='avis')),
                ('noted_at', models.DateTimeField(verbose_name='noté le')),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noté par')),
            ],
            options={
                'verbose_name': 'avis du comité',
                'verbose_name_plural': 'avis du comité',
                'constraints': [models.CheckConstraint(condition=models.Q(('territory__gte', 0), ('territory__lte', 5), ('usefulness__gte', 0), ('usefulness__lte', 5), ('sector__gte', 0), ('sector__lte', 5)), name='residence_marked_from_0_to_5', violation_error_message='Une note va de 0 à 5.')],
            },
        ),
        migrations.CreateModel(
            name='PlaceDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('residence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='crm_residences.residence', verbose_name='résidence')),
                ('kind', models.CharField(choices=[('short', 'courte'), ('long', 'longue')], max_length=5, verbose_name='durée')),
                ('place', models.PositiveSmallIntegerField(verbose_name='place')),
                ('day', models.DateField(verbose_name='jour')),
            ],
            options={
                'verbose_name': 'jour de résidence',
                'verbose_name_plural': 'jours de résidence',
                'ordering': ['day'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'place', 'day'), name='residence_place_once_a_day', violation_error_message='Cette place est déjà prise ce jour-là.'), models.UniqueConstraint(fields=('residence', 'day'), name='residence_day_once', violation_error_message='Cette résidence tient déjà une place ce jour-là.')],
            },
        ),
        migrations.CreateModel(
            name='ResidencePost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(unique=True, verbose_name='clé du formulaire')),
                ('state', models.CharField(choices=[('new', 'à rattacher'), ('filed', 'rattachée'), ('aside', 'écartée')], default='new', max_length=5, verbose_name='état')),
                ('payload', models.JSONField(default=dict, verbose_name='contenu')),
                ('origin', models.CharField(blank=True, editable=False, max_length=40, verbose_name='venue par')),
                ('wording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='crm_consents.wording', verbose_name='information lue')),
                ('received_at', models.DateTimeField(db_index=True, verbose_name='reçue le')),
                ('residence', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='post', to='crm_residences.residence', verbose_name='résidence')),
                ('handled_at', models.DateTimeField(blank=True, null=True, verbose_name='traitée le')),
                ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='traitée par')),
            ],
            options={
                'verbose_name': 'demande de résidence reçue du site',
                'verbose_name_plural': 'demandes de résidence reçues du site',
                'ordering': ['-received_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('handled_at__isnull', True), ('state', 'new')), models.Q(models.Q(('state', 'new'), _negated=True), ('handled_at__isnull', False)), _connector='OR'), name='residence_post_handled_has_a_date', violation_error_message='Une demande traitée porte la date où elle l’a été.'), models.CheckConstraint(condition=models.Q(models.Q(('residence__isnull', False), ('state', 'filed')), models.Q(models.Q(('state', 'filed'), _negated=True), ('residence__isnull', True)), _connector='OR'), name='residence_post_filed_is_a_residence', violation_error_message='Une demande rattachée mène à une résidence.')],
            },
        ),
        migrations.CreateModel(
            name='RefusedPost',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False, verbose_name='jour')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='nombre')),
            ],
            options={
                'verbose_name': 'demande de résidence refusée à un robot',
                'verbose_name_plural': 'demandes de résidence refusées à des robots',
            },
        ),
    ]
