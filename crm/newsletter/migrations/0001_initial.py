import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('crm_consents', '0001_squashed_0008'),
    ]

    operations = [
        migrations.CreateModel(
            name='Subscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                ('trace', models.CharField(editable=False, max_length=64, verbose_name='empreinte de l’adresse')),
                ('state', models.CharField(choices=[('pending', 'à confirmer'), ('confirmed', 'abonnée'), ('unsubscribed', 'désabonnée'), ('bounced', 'en erreur')], db_index=True, default='pending', max_length=12, verbose_name='état')),
                ('wording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='crm_consents.wording', verbose_name='accord lu')),
                ('form_key', models.UUIDField(editable=False, verbose_name='envoi du formulaire')),
                ('channel', models.CharField(choices=[('page', 'page d’abonnement'), ('footer', 'pied des pages')], default='page', max_length=6, verbose_name='demandé sur')),
                ('origin', models.CharField(blank=True, max_length=40, verbose_name='venue par')),
                ('asked_at', models.DateTimeField(verbose_name='demandé le')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmé le')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='partie le')),
                ('left_by', models.CharField(blank=True, max_length=80, verbose_name='partie par')),
            ],
            options={
                'verbose_name': 'abonnement à la lettre',
                'verbose_name_plural': 'abonnements à la lettre',
                'ordering': ['-asked_at', '-pk'],
                'permissions': [('export_subscriber', 'Exporter les abonnés de la lettre'), ('send_issue', 'Envoyer un numéro de la lettre')],
                'indexes': [models.Index(fields=['trace'], name='subscriber_trace')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('email',), name='one_live_subscription_an_address', violation_error_message='Cette adresse est déjà connue de la lettre.'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('state', 'pending')), models.Q(models.Q(('state', 'pending'), _negated=True), ('confirmed_at__isnull', False)), _connector='OR'), name='subscriber_confirmed_has_a_date', violation_error_message='Un abonnement confirmé porte sa date.'), models.CheckConstraint(condition=models.Q(models.Q(('email', ''), ('left_at__isnull', False), ('state__in', ['unsubscribed', 'bounced'])), models.Q(models.Q(('state__in', ['unsubscribed', 'bounced']), _negated=True), models.Q(('email', ''), _negated=True), ('left_at__isnull', True)), _connector='OR'), name='subscriber_gone_has_no_address', violation_error_message='Une adresse qui part porte sa date, et n’est plus gardée.')],
            },
        ),
    ]
