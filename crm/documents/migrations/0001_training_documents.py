import crm.documents.models.document
import crm.papers.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    initial = True

    dependencies = [
        ('crm_applications', '0001_squashed_0009'),
        ('crm_papers', '0001_initial'),
        ('training', '0001_squashed_0004'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('agreement', 'convention de formation'), ('call', 'convocation'), ('programme', 'programme'), ('sheet', 'feuille d’émargement'), ('certificate', 'certificat de réalisation'), ('attendance', 'attestation d’assiduité')], max_length=11, verbose_name='document')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('title', models.CharField(max_length=120, verbose_name='titre')),
                ('opening', models.TextField(blank=True, verbose_name='avant le tableau')),
                ('closing', models.TextField(blank=True, verbose_name='après le tableau')),
                ('why', models.CharField(blank=True, max_length=240, verbose_name='ce qui change')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='écrite par')),
                ('written_at', models.DateTimeField(verbose_name='écrite le')),
            ],
            options={
                'verbose_name': 'modèle de document',
                'verbose_name_plural': 'modèles de documents',
                'ordering': ['kind', '-version'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'version'), name='template_version_once_a_kind', violation_error_message='Cette version du modèle existe déjà.'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='template_has_a_title', violation_error_message='Un modèle a un titre.')],
            },
        ),
        migrations.CreateModel(
            name='DocumentCounter',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'compteur de documents',
                'verbose_name_plural': 'compteurs de documents',
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('agreement', 'convention de formation'), ('call', 'convocation'), ('programme', 'programme'), ('sheet', 'feuille d’émargement'), ('certificate', 'certificat de réalisation'), ('attendance', 'attestation d’assiduité')], max_length=11, verbose_name='document')),
                ('year', models.PositiveSmallIntegerField(verbose_name='année')),
                ('rank', models.PositiveIntegerField(verbose_name='rang')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='crm_documents.documenttemplate', verbose_name='modèle')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='training_documents', to='training.session', verbose_name='session')),
                ('enrolment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='crm_applications.enrolment', verbose_name='inscription')),
                ('facts', models.JSONField(default=dict, verbose_name='ce qu’il dit')),
                ('file', models.FileField(blank=True, max_length=120, storage=crm.papers.models.private_storage, upload_to=crm.documents.models.document.stored_as, verbose_name='fichier')),
                ('digest', models.CharField(max_length=64, verbose_name='empreinte')),
                ('size', models.PositiveIntegerField(verbose_name='taille (octets)')),
                ('made_at', models.DateTimeField(verbose_name='établi le')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='établi par')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='crm_documents.document', verbose_name='remplace')),
                ('reason', models.CharField(blank=True, max_length=240, verbose_name='motif du remplacement')),
                ('replaced_at', models.DateTimeField(blank=True, null=True, verbose_name='remplacé le')),
                ('shared_at', models.DateTimeField(blank=True, null=True, verbose_name='remis le')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='rendu signé le')),
                ('signed_paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_papers.paper', verbose_name='exemplaire signé')),
                ('forgotten_at', models.DateTimeField(blank=True, null=True, verbose_name='effacé le')),
                ('named', models.ManyToManyField(related_name='named_in', to='crm_applications.enrolment', verbose_name='personnes nommées')),
            ],
            options={
                'verbose_name': 'document de formation',
                'verbose_name_plural': 'documents de formation',
                'ordering': ['-made_at', '-pk'],
                'permissions': [('print_sheet', 'Peut imprimer feuille d’émargement et programme'), ('view_yearly_table', 'Peut lire le bilan pédagogique d’une année')],
                'constraints': [models.UniqueConstraint(fields=('year', 'rank'), name='document_number_once_a_year', violation_error_message='Ce numéro de document est déjà pris.'), models.UniqueConstraint(condition=models.Q(('enrolment__isnull', False), ('replaced_at__isnull', True)), fields=('kind', 'enrolment'), name='one_document_of_a_kind_an_enrolment', violation_error_message='Cette personne a déjà ce document : remplacez-le en disant pourquoi.'), models.UniqueConstraint(condition=models.Q(('enrolment__isnull', True), ('replaced_at__isnull', True)), fields=('kind', 'session'), name='one_document_of_a_kind_a_session', violation_error_message='Cette session a déjà ce document : remplacez-le en disant pourquoi.'), models.CheckConstraint(condition=models.Q(models.Q(('enrolment__isnull', False), ('kind__in', ['agreement', 'call', 'certificate', 'attendance'])), models.Q(('enrolment__isnull', True), ('kind__in', ['programme', 'sheet'])), _connector='OR'), name='document_of_a_person_or_of_a_session', violation_error_message='Ce document concerne une personne, ou toute la session.'), models.CheckConstraint(condition=models.Q(('replaces__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='document_replaces_with_a_reason', violation_error_message='Dites pourquoi le document est remplacé.'), models.CheckConstraint(condition=models.Q(('forgotten_at__isnull', False), models.Q(('file', ''), _negated=True), _connector='OR'), name='document_keeps_its_file_until_forgotten', violation_error_message='Un document garde son fichier.')],
            },
        ),
        migrations.CreateModel(
            name='Production',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='productions', to='training.session', verbose_name='session')),
                ('kind', models.CharField(choices=[('agreement', 'convention de formation'), ('call', 'convocation'), ('certificate', 'certificat de réalisation'), ('attendance', 'attestation d’assiduité')], max_length=11, verbose_name='document')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandée par')),
                ('asked_at', models.DateTimeField(verbose_name='demandée le')),
                ('total', models.PositiveSmallIntegerField(verbose_name='documents à établir')),
                ('done', models.PositiveSmallIntegerField(default=0, verbose_name='documents établis')),
                ('refused', models.JSONField(blank=True, default=dict, verbose_name='refus')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='terminée le')),
            ],
            options={
                'verbose_name': 'édition groupée',
                'verbose_name_plural': 'éditions groupées',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('session', 'kind'), name='one_production_of_a_kind_at_a_time', violation_error_message='Cette édition est déjà en cours.')],
            },
        ),
    ]
