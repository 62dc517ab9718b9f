import crm.datarights.models.dossiers
import crm.papers.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_datarights', '0001_requests')]

    initial = True

    dependencies = [
        ('crm_consents', '0001_squashed_0008'),
        ('crm_people', '0001_squashed_0009'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dossiers', to='crm_people.person', verbose_name='personne')),
                ('state', models.CharField(choices=[('waiting', 'en préparation'), ('ready', 'prêt'), ('handed', 'remis'), ('expired', 'expiré')], db_index=True, default='waiting', max_length=7, verbose_name='état')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandé par')),
                ('asked_at', models.DateTimeField(verbose_name='demandé le')),
                ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='fait le')),
                ('expires_at', models.DateTimeField(db_index=True, verbose_name='gardé jusqu’au')),
                ('file', models.FileField(blank=True, max_length=120, storage=crm.papers.models.private_storage, upload_to=crm.datarights.models.dossiers.stored_as, verbose_name='fichier')),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='taille (octets)')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='empreinte')),
                ('rows', models.PositiveIntegerField(default=0, verbose_name='lignes')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='lien envoyé le')),
                ('code', models.CharField(blank=True, editable=False, max_length=128, verbose_name='empreinte du code')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='essais')),
                ('handed_at', models.DateTimeField(blank=True, null=True, verbose_name='remis le')),
            ],
            options={
                'verbose_name': 'dossier remis à une personne',
                'verbose_name_plural': 'dossiers remis aux personnes',
                'ordering': ['-asked_at', '-pk'],
                'permissions': [('make_dossier', 'Peut établir et remettre le dossier d’une personne')],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['ready', 'handed']), models.Q(('file', ''), _negated=True), models.Q(('digest', ''), _negated=True)), models.Q(('file', ''), ('state__in', ['waiting', 'expired'])), _connector='OR'), name='dossier_kept_has_its_file', violation_error_message='Un dossier prêt a son fichier, un dossier expiré n’en a plus.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'handed'), _negated=True), ('handed_at__isnull', False), _connector='OR'), name='dossier_handed_has_a_date', violation_error_message='Un dossier remis porte sa date.')],
            },
        ),
        migrations.CreateModel(
            name='RightsRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(editable=False, null=True, unique=True, verbose_name='clé du formulaire')),
                ('subject', models.CharField(choices=[('access', 'voir ses données'), ('rectify', 'corriger ses données'), ('restrict', 'limiter l’usage de ses données'), ('object', 's’opposer à l’usage de ses données'), ('erase', 'faire effacer ses données'), ('withdraw', 'retirer un accord'), ('carry', 'emporter ses données dans un fichier'), ('other', 'autre demande')], max_length=8, verbose_name='nature')),
                ('behalf', models.CharField(blank=True, choices=[('self', 'pour moi-même'), ('child', 'pour mon enfant mineur'), ('other', 'pour quelqu’un que je représente')], default='self', max_length=5, verbose_name='pour qui')),
                ('channel', models.CharField(choices=[('site', 'formulaire du site'), ('mail', 'courriel'), ('post', 'courrier'), ('phone', 'téléphone'), ('desk', 'sur place')], max_length=5, verbose_name='reçue par')),
                ('name', models.CharField(blank=True, max_length=160, verbose_name='nom')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='téléphone')),
                ('postal', models.CharField(blank=True, max_length=300, verbose_name='adresse postale')),
                ('number_told', models.CharField(blank=True, max_length=20, verbose_name='n° de dossier indiqué')),
                ('message', models.TextField(blank=True, verbose_name='ce qui est demandé')),
                ('wording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='crm_consents.wording', verbose_name='information lue')),
                ('received_at', models.DateTimeField(db_index=True, verbose_name='reçue le')),
                ('due_on', models.DateField(verbose_name='à répondre avant le')),
                ('state', models.CharField(choices=[('received', 'reçue'), ('identity', 'identité à vérifier'), ('underway', 'en cours'), ('extended', 'prolongée'), ('answered', 'répondue'), ('refused', 'refusée'), ('closed', 'sans suite')], db_index=True, default='received', max_length=8, verbose_name='état')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='adresse confirmée le')),
                ('identity_asked_at', models.DateTimeField(blank=True, null=True, verbose_name='identité demandée le')),
                ('identified_at', models.DateTimeField(blank=True, null=True, verbose_name='identité établie le')),
                ('identity_means', models.CharField(blank=True, choices=[('link', 'lien envoyé à l’adresse du dossier'), ('address', 'adresse confirmée, la même que celle du dossier'), ('call', 'rappel au numéro du dossier'), ('seen', 'vue en personne'), ('known', 'reconnue par un conseiller'), ('questions', 'réponses que seule la personne connaît')], max_length=9, verbose_name='identité établie par')),
                ('extended_at', models.DateTimeField(blank=True, null=True, verbose_name='prolongée le')),
                ('extended_because', models.CharField(blank=True, max_length=400, verbose_name='motif de la prolongation')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='close le')),
                ('closed_because', models.CharField(blank=True, max_length=400, verbose_name='motif')),
                ('answer', models.TextField(blank=True, verbose_name='réponse')),
                ('registered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='enregistrée par')),
                ('reminded_for', models.DateField(blank=True, editable=False, null=True, verbose_name='rappel envoyé pour le')),
                ('forgotten_at', models.DateTimeField(blank=True, null=True, verbose_name='vidée le')),
            ],
            options={
                'verbose_name': 'demande de droits',
                'verbose_name_plural': 'demandes de droits',
                'ordering': ['-received_at', '-pk'],
                'permissions': [('export_rightsrequest', 'Peut exporter le registre des demandes de droits')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state__in', ['answered', 'closed', 'refused'])), models.Q(models.Q(('state__in', ['answered', 'closed', 'refused']), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='rights_request_over_has_a_date', violation_error_message='Une demande close porte sa date, et elle seule.'), models.CheckConstraint(condition=models.Q(models.Q(('extended_at__isnull', True), ('extended_because', '')), models.Q(('extended_at__isnull', False), models.Q(('extended_because', ''), _negated=True)), _connector='OR'), name='rights_request_extended_says_why', violation_error_message='Une prolongation porte sa date et son motif.'), models.CheckConstraint(condition=models.Q(models.Q(('identified_at__isnull', True), ('identity_means', '')), models.Q(('identified_at__isnull', False), models.Q(('identity_means', ''), _negated=True)), _connector='OR'), name='rights_request_identified_says_how', violation_error_message='Une identité établie dit quand et comment.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('closed_because', ''), _negated=True), _connector='OR'), name='rights_request_refused_says_why', violation_error_message='Un refus est motivé.')],
            },
        ),
        migrations.CreateModel(
            name='RequestFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='crm_datarights.rightsrequest', verbose_name='demande')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rights_requests', to='crm_people.person', verbose_name='personne')),
                ('added_at', models.DateTimeField(verbose_name='rattaché le')),
            ],
            options={
                'verbose_name': 'dossier d’une demande',
                'verbose_name_plural': 'dossiers des demandes',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('request', 'person'), name='file_once_a_rights_request')],
            },
        ),
        migrations.CreateModel(
            name='Deed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deeds', to='crm_datarights.rightsrequest', verbose_name='demande')),
                ('kind', models.CharField(choices=[('handed', 'dossier remis'), ('rectified', 'données corrigées'), ('restricted', 'traitement limité'), ('lifted', 'limitation levée'), ('objected', 'opposition aux envois'), ('withdrawn', 'accord retiré'), ('erased', 'dossier effacé'), ('cleared', 'effacé hors dossier')], max_length=10, verbose_name='acte')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='crm_people.person', verbose_name='personne')),
                ('told', models.CharField(blank=True, max_length=300, verbose_name='sur quoi')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
            ],
            options={
                'verbose_name': 'acte d’une demande',
                'verbose_name_plural': 'actes des demandes',
                'ordering': ['at', 'pk'],
            },
        ),
    ]
