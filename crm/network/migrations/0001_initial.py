import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    initial = True

    dependencies = [
        ('crm_people', '0001_squashed_0009'),
        ('territory', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='card', to='crm_people.person', verbose_name='personne')),
                ('name_form', models.CharField(choices=[('initial', 'mon prénom et l’initiale de mon nom'), ('full', 'mon prénom et mon nom')], default='initial', max_length=7, verbose_name='nom montré')),
                ('trade', models.CharField(blank=True, max_length=80, verbose_name='métier')),
                ('commune', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune', verbose_name='commune')),
                ('words', models.CharField(blank=True, max_length=280, verbose_name='présentation')),
                ('skills', models.CharField(blank=True, max_length=200, verbose_name='savoir-faire')),
                ('website', models.URLField(blank=True, verbose_name='site internet')),
                ('search_key', models.CharField(blank=True, editable=False, max_length=900, verbose_name='texte comparé')),
                ('state', models.CharField(choices=[('draft', 'à compléter'), ('proposed', 'à relire'), ('published', 'publiée'), ('hidden', 'masquée')], db_index=True, default='draft', max_length=9, verbose_name='état')),
                ('created_at', models.DateTimeField(verbose_name='ouverte le')),
                ('proposed_at', models.DateTimeField(blank=True, null=True, verbose_name='proposée le')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='publiée le')),
            ],
            options={
                'verbose_name': 'fiche de l’annuaire',
                'verbose_name_plural': 'fiches de l’annuaire',
                'ordering': ['search_key', 'pk'],
                'permissions': [('publish_card', 'Peut publier ou masquer une fiche de l’annuaire')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(models.Q(('trade', ''), _negated=True), models.Q(('words', ''), _negated=True)), _connector='OR'), name='card_read_over_says_what', violation_error_message='Une fiche proposée dit un métier et une présentation.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='card_published_has_a_date', violation_error_message='Une fiche publiée porte sa date.')],
            },
        ),
        migrations.CreateModel(
            name='ContactMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(editable=False, unique=True, verbose_name='clef du formulaire')),
                ('card', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='crm_network.card', verbose_name='fiche')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('email', models.EmailField(max_length=254, verbose_name='courriel')),
                ('email_key', models.CharField(db_index=True, editable=False, max_length=254, verbose_name='courriel comparé')),
                ('text', models.TextField(max_length=2000, verbose_name='message')),
                ('received_at', models.DateTimeField(db_index=True, verbose_name='reçu le')),
                ('state', models.CharField(choices=[('relayed', 'transmis'), ('reported', 'signalé'), ('spam', 'indésirable')], db_index=True, default='relayed', max_length=8, verbose_name='état')),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='signalé le')),
            ],
            options={
                'verbose_name': 'message relayé',
                'verbose_name_plural': 'messages relayés',
                'ordering': ['-received_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'relayed'), ('reported_at__isnull', False), _connector='OR'), name='network_message_reported_has_a_date', violation_error_message='Un message signalé porte la date du signalement.')],
            },
        ),
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='crm_people.person', verbose_name='une personne')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='crm_people.person', verbose_name='l’autre')),
                ('words', models.CharField(max_length=500, verbose_name='pourquoi')),
                ('at', models.DateTimeField(db_index=True, verbose_name='le')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
            ],
            options={
                'verbose_name': 'mise en relation',
                'verbose_name_plural': 'mises en relation',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='introduction_is_of_two_people', violation_error_message='Une mise en relation réunit deux personnes.')],
            },
        ),
    ]
