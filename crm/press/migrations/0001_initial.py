import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    initial = True

    dependencies = [
        ('crm_mailings', '0001_squashed_0003'),
        ('crm_organisations', '0001_initial'),
        ('news', '0001_squashed_0003'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Beat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='nom')),
                ('order', models.PositiveSmallIntegerField(default=100, verbose_name='rang dans la liste')),
            ],
            options={
                'verbose_name': 'rubrique',
                'verbose_name_plural': 'rubriques',
                'ordering': ['order', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Outlet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='outlet', to='crm_organisations.organisation', verbose_name='média')),
                ('kind', models.CharField(choices=[('press', 'presse écrite'), ('radio', 'radio'), ('television', 'télévision'), ('web', 'web')], default='press', max_length=10, verbose_name='nature')),
                ('rhythm', models.CharField(blank=True, max_length=60, verbose_name='rythme')),
                ('area', models.CharField(blank=True, max_length=80, verbose_name='zone couverte')),
            ],
            options={
                'verbose_name': 'média',
                'verbose_name_plural': 'médias',
                'ordering': ['organisation__name_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PressContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='journalists', to='crm_organisations.organisation', verbose_name='média')),
                ('civility', models.CharField(blank=True, choices=[('f', 'Madame'), ('m', 'Monsieur'), ('', 'Non précisée')], max_length=1, verbose_name='civilité')),
                ('first_name', models.CharField(blank=True, max_length=80, verbose_name='prénom')),
                ('last_name', models.CharField(max_length=120, verbose_name='nom')),
                ('name_key', models.CharField(db_index=True, editable=False, max_length=220, verbose_name='nom comparé')),
                ('function', models.CharField(blank=True, max_length=120, verbose_name='fonction')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='courriel')),
                ('email_key', models.CharField(blank=True, db_index=True, editable=False, max_length=254, verbose_name='courriel comparé')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone')),
                ('area', models.CharField(blank=True, max_length=80, verbose_name='secteur couvert')),
                ('language', models.CharField(choices=[('fr', 'français'), ('oc', 'occitan'), ('en', 'anglais'), ('other', 'autre langue')], default='fr', max_length=5, verbose_name='langue')),
                ('source', models.CharField(max_length=160, verbose_name='d’où vient cette fiche')),
                ('respects_embargo', models.BooleanField(default=False, verbose_name='respecte l’embargo')),
                ('created_at', models.DateTimeField(verbose_name='ajouté le')),
                ('last_exchange_at', models.DateTimeField(db_index=True, verbose_name='dernier échange le')),
                ('opted_out_at', models.DateTimeField(blank=True, null=True, verbose_name='ne veut plus rien recevoir depuis')),
                ('opted_out_how', models.CharField(blank=True, max_length=120, verbose_name='dit comment')),
                ('bounced_at', models.DateTimeField(blank=True, null=True, verbose_name='courriel en erreur depuis')),
                ('beats', models.ManyToManyField(blank=True, related_name='contacts', to='crm_press.beat', verbose_name='rubriques')),
            ],
            options={
                'verbose_name': 'contact de presse',
                'verbose_name_plural': 'contacts de presse',
                'ordering': ['name_key', 'pk'],
                'permissions': [('export_presscontact', 'Peut exporter les contacts de presse')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name_key', ''), _negated=True), name='press_contact_has_a_name', violation_error_message='Un contact a un nom, celui de la rédaction à défaut.'), models.CheckConstraint(condition=models.Q(models.Q(('email_key', ''), _negated=True), models.Q(('phone', ''), _negated=True), _connector='OR'), name='press_contact_can_be_reached', violation_error_message='Donnez un courriel ou un téléphone.'), models.CheckConstraint(condition=models.Q(('bounced_at__isnull', True), models.Q(('email_key', ''), _negated=True), _connector='OR'), name='press_contact_bounces_on_an_address', violation_error_message='Seul un courriel peut être en erreur.'), models.CheckConstraint(condition=models.Q(('last_exchange_at__gte', models.F('created_at'))), name='press_contact_was_heard_after_it_was_added', violation_error_message='Le dernier échange ne précède pas la fiche.')],
            },
        ),
        migrations.CreateModel(
            name='CoverageLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('coverage', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='press_link', to='news.coverage', verbose_name='article')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='articles', to='crm_press.presscontact', verbose_name='journaliste')),
                ('reach', models.PositiveIntegerField(blank=True, null=True, verbose_name='lecteurs ou auditeurs')),
                ('tone', models.CharField(blank=True, choices=[('warm', 'favorable'), ('neutral', 'neutre'), ('critical', 'critique')], max_length=8, verbose_name='ton')),
                ('subject', models.CharField(blank=True, choices=[('forum', 'le Forum'), ('training', 'les formations'), ('settlers', 'ceux qui s’installent')], max_length=8, verbose_name='à propos de')),
                ('linked_at', models.DateTimeField(verbose_name='relié le')),
                ('linked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='relié par')),
            ],
            options={
                'verbose_name': 'article relié',
                'verbose_name_plural': 'articles reliés',
                'ordering': ['-linked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PressList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(error_messages={'unique': 'Une liste porte déjà ce nom.'}, max_length=80, unique=True, verbose_name='nom')),
                ('purpose', models.CharField(blank=True, max_length=200, verbose_name='à quoi elle sert')),
                ('media_kind', models.CharField(blank=True, choices=[('press', 'presse écrite'), ('radio', 'radio'), ('television', 'télévision'), ('web', 'web')], max_length=10, verbose_name='nature des médias')),
                ('beats', models.ManyToManyField(blank=True, related_name='+', to='crm_press.beat', verbose_name='rubriques')),
                ('contacts', models.ManyToManyField(blank=True, related_name='lists', to='crm_press.presscontact', verbose_name='contacts choisis')),
            ],
            options={
                'verbose_name': 'liste de presse',
                'verbose_name_plural': 'listes de presse',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='ReleaseDispatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(editable=False, unique=True, verbose_name='clef du formulaire')),
                ('release', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='dispatches', to='news.releasepage', verbose_name='communiqué')),
                ('title', models.CharField(max_length=255, verbose_name='titre')),
                ('word', models.TextField(blank=True, max_length=600, verbose_name='mot d’accompagnement')),
                ('early', models.BooleanField(default=False, verbose_name='sous embargo')),
                ('send_after', models.DateTimeField(blank=True, null=True, verbose_name='pas avant le')),
                ('state', models.CharField(choices=[('planned', 'prévu'), ('sent', 'parti'), ('cancelled', 'annulé'), ('failed', 'à reprendre')], db_index=True, default='planned', max_length=9, verbose_name='état')),
                ('planned_at', models.DateTimeField(verbose_name='prévu le')),
                ('planned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prévu par')),
                ('mailing', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_mailings.mailing', verbose_name='envoi')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='parti le')),
                ('sent_to', models.PositiveIntegerField(default=0, verbose_name='nombre de destinataires')),
                ('left_out', models.JSONField(blank=True, default=dict, verbose_name='laissés de côté')),
                ('embargo_told', models.DateTimeField(blank=True, null=True, verbose_name='embargo annoncé')),
                ('reason', models.CharField(blank=True, max_length=240, verbose_name='motif')),
                ('lists', models.ManyToManyField(blank=True, related_name='+', to='crm_press.presslist', verbose_name='listes')),
                ('beats', models.ManyToManyField(blank=True, related_name='+', to='crm_press.beat', verbose_name='rubriques')),
                ('contacts', models.ManyToManyField(blank=True, related_name='+', to='crm_press.presscontact', verbose_name='contacts')),
            ],
            options={
                'verbose_name': 'envoi d’un communiqué',
                'verbose_name_plural': 'envois de communiqués',
                'ordering': ['-planned_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='press_dispatch_sent_has_a_date', violation_error_message='Un envoi parti porte sa date, et lui seul.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='press_dispatch_failed_says_why', violation_error_message='Un envoi à reprendre dit pourquoi.')],
            },
        ),
        migrations.CreateModel(
            name='Received',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dispatch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='received', to='crm_press.releasedispatch', verbose_name='envoi')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='received', to='crm_press.presscontact', verbose_name='contact')),
            ],
            options={
                'verbose_name': 'communiqué reçu',
                'verbose_name_plural': 'communiqués reçus',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('dispatch', 'contact'), name='press_dispatch_once_a_contact', violation_error_message='Ce contact est déjà dans l’envoi.')],
            },
        ),
        migrations.CreateModel(
            name='Exchange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exchanges', to='crm_press.presscontact', verbose_name='contact')),
                ('at', models.DateTimeField(db_index=True, verbose_name='le')),
                ('kind', models.CharField(choices=[('call', 'appel'), ('mail', 'courriel'), ('meeting', 'rencontre'), ('interview', 'interview'), ('note', 'note interne')], max_length=9, verbose_name='nature')),
                ('direction', models.CharField(choices=[('in', 'de sa part'), ('out', 'de la nôtre')], default='in', max_length=3, verbose_name='sens')),
                ('summary', models.TextField(max_length=1000, verbose_name='résumé')),
                ('about', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page', verbose_name='à propos de')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noté par')),
            ],
            options={
                'verbose_name': 'échange avec la presse',
                'verbose_name_plural': 'échanges avec la presse',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('summary', ''), _negated=True), name='press_exchange_says_something', violation_error_message='Dites en quelques mots ce qui s’est dit.')],
            },
        ),
    ]
