"""The register of requests about one's data, and the text that the public reads beside its form."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


NOTICE = """Qui est responsable de vos réponses : {responsable}.

À quoi elles servent : répondre à votre demande, et prouver que nous y avons répondu. La loi nous y oblige (articles 12 à 22 du RGPD, fondement : article 6.1.c).

Qui les lit : le délégué à la protection des données, et les agents qu’il charge de la réponse. Elles ne sont transmises à personne d’autre.

Combien de temps : trois ans après la réponse, le temps d’une réclamation. Ensuite, il ne reste que la nature de la demande, ses dates et son issue, sans votre nom. La réponse envoyée est effacée de nos courriers au bout de 6 mois. Aucune copie de pièce d’identité n’est demandée ni gardée.

Vos droits : vous pouvez compléter ou retirer votre demande. Écrivez au délégué à la protection des données : {delegue}. Si la réponse ne vous convient pas, vous pouvez saisir la CNIL (cnil.fr).

Ce qui est nécessaire : votre nom, ce que vous demandez, et un moyen de vous répondre."""


def add(apps, schema_editor):
    apps.get_model("crm_consents", "Wording").objects.get_or_create(
        code="droits",
        version=1,
        defaults={"text": NOTICE, "valid_from": datetime.date(2002, 1, 1)},
    )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('crm_consents', '0007_suppressions'),
        ('crm_people', '0008_restrict_a_file'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ('reminded_for', models.DateField(blank=True, editable=False, null=True, verbose_name='rappel envoyé pour le')),
                ('forgotten_at', models.DateTimeField(blank=True, null=True, verbose_name='vidée le')),
                ('registered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='enregistrée par')),
                ('wording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='crm_consents.wording', verbose_name='information lue')),
            ],
            options={
                'verbose_name': 'demande de droits',
                'verbose_name_plural': 'demandes de droits',
                'ordering': ['-received_at', '-pk'],
                'permissions': [('export_rightsrequest', 'Peut exporter le registre des demandes de droits')],
            },
        ),
        migrations.CreateModel(
            name='RequestFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added_at', models.DateTimeField(verbose_name='rattaché le')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rights_requests', to='crm_people.person', verbose_name='personne')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='crm_datarights.rightsrequest', verbose_name='demande')),
            ],
            options={
                'verbose_name': 'dossier d’une demande',
                'verbose_name_plural': 'dossiers des demandes',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Deed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('handed', 'dossier remis'), ('rectified', 'données corrigées'), ('restricted', 'traitement limité'), ('lifted', 'limitation levée'), ('objected', 'opposition aux envois'), ('withdrawn', 'accord retiré'), ('erased', 'dossier effacé'), ('cleared', 'effacé hors dossier')], max_length=10, verbose_name='acte')),
                ('told', models.CharField(blank=True, max_length=300, verbose_name='sur quoi')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='crm_people.person', verbose_name='personne')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deeds', to='crm_datarights.rightsrequest', verbose_name='demande')),
            ],
            options={
                'verbose_name': 'acte d’une demande',
                'verbose_name_plural': 'actes des demandes',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='rightsrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state__in', ['answered', 'closed', 'refused'])), models.Q(models.Q(('state__in', ['answered', 'closed', 'refused']), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='rights_request_over_has_a_date', violation_error_message='Une demande close porte sa date, et elle seule.'),
        ),
        migrations.AddConstraint(
            model_name='rightsrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('extended_at__isnull', True), ('extended_because', '')), models.Q(('extended_at__isnull', False), models.Q(('extended_because', ''), _negated=True)), _connector='OR'), name='rights_request_extended_says_why', violation_error_message='Une prolongation porte sa date et son motif.'),
        ),
        migrations.AddConstraint(
            model_name='rightsrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('identified_at__isnull', True), ('identity_means', '')), models.Q(('identified_at__isnull', False), models.Q(('identity_means', ''), _negated=True)), _connector='OR'), name='rights_request_identified_says_how', violation_error_message='Une identité établie dit quand et comment.'),
        ),
        migrations.AddConstraint(
            model_name='rightsrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('closed_because', ''), _negated=True), _connector='OR'), name='rights_request_refused_says_why', violation_error_message='Un refus est motivé.'),
        ),
        migrations.AddConstraint(
            model_name='requestfile',
            constraint=models.UniqueConstraint(fields=('request', 'person'), name='file_once_a_rights_request'),
        ),
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
