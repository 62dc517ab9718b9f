import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_consents', '0001_initial'), ('crm_consents', '0002_initial'), ('crm_consents', '0004_alter_wording_text'), ('crm_consents', '0005_sharing_with_a_partner'), ('crm_consents', '0007_suppressions')]

    initial = True

    dependencies = [
        ('crm_people', '0001_squashed_0009'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, verbose_name='code')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('text', models.TextField(help_text='{responsable} et {delegue} y deviennent ceux que disent les réglages du site.', verbose_name='texte')),
                ('valid_from', models.DateField(verbose_name='depuis')),
            ],
            options={
                'verbose_name': 'texte de consentement',
                'verbose_name_plural': 'textes de consentement',
                'ordering': ['code', '-version'],
                'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='wording_version_once', violation_error_message='Cette version existe déjà.')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='crm_people.person', verbose_name='personne')),
                ('purpose', models.CharField(choices=[('notice', 'information lue'), ('newsletter', 'lettre d’information'), ('forum', 'invitations au Forum'), ('testimony', 'témoignage'), ('photo', 'photographie'), ('directory', 'annuaire des télétravailleurs'), ('share', 'partage avec un partenaire')], max_length=12, verbose_name='finalité')),
                ('about', models.CharField(blank=True, editable=False, max_length=40, verbose_name='avec qui, de qui')),
                ('given', models.BooleanField(verbose_name='accordé')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('channel', models.CharField(max_length=40, verbose_name='par quel moyen')),
                ('wording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='crm_consents.wording', verbose_name='texte lu')),
                ('proof', models.CharField(blank=True, max_length=120, verbose_name='preuve')),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='saisi par')),
            ],
            options={
                'verbose_name': 'consentement',
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('channel', ''), _negated=True), name='consent_says_how', violation_error_message='Un consentement dit par quel moyen il a été donné.'), models.CheckConstraint(condition=models.Q(models.Q(('purpose', 'share'), models.Q(('about', ''), _negated=True)), models.Q(models.Q(('purpose', 'share'), _negated=True), ('about', '')), models.Q(('about__startswith', 'enfant-'), ('purpose__in', ['photo', 'testimony'])), _connector='OR'), name='consent_to_share_says_with_whom', violation_error_message='Un partage dit avec quel partenaire, une image de quel enfant, et rien d’autre ne dit de qui.')],
            },
        ),
        migrations.CreateModel(
            name='Suppression',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, verbose_name='empreinte')),
                ('scope', models.CharField(max_length=40, verbose_name='portée')),
                ('reason', models.CharField(choices=[('unsubscribed', 'désinscription'), ('objection', 'opposition'), ('bounced', 'adresse en erreur'), ('complaint', 'plainte')], max_length=12, verbose_name='motif')),
                ('at', models.DateTimeField(verbose_name='depuis')),
            ],
            options={
                'verbose_name': 'adresse écartée',
                'verbose_name_plural': 'adresses écartées',
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('digest', 'scope'), name='suppressed_once_a_scope', violation_error_message='Cette adresse est déjà écartée.')],
            },
        ),
    ]
