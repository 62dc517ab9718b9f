import django.db.models.deletion
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_waiting', '0001_waiting_lists'), ('crm_waiting', '0002_spells'), ('crm_waiting', '0003_known_waits'), ('crm_waiting', '0004_alter_waitentry_person')]

    initial = True

    dependencies = [
        ('crm_people', '0001_squashed_0009'),
    ]

    operations = [
        migrations.CreateModel(
            name='WaitingList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='nature')),
                ('key', models.CharField(max_length=40, verbose_name='objet')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='close le')),
            ],
            options={
                'verbose_name': 'liste d’attente',
                'verbose_name_plural': 'listes d’attente',
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='one_waiting_list_a_target', violation_error_message='Cette liste d’attente existe déjà.')],
            },
        ),
        migrations.CreateModel(
            name='WaitEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('waiting_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='crm_waiting.waitinglist', verbose_name='liste')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wait_entries', to='crm_people.person', verbose_name='personne')),
                ('reference', models.CharField(max_length=40, verbose_name='référence')),
                ('party_size', models.PositiveSmallIntegerField(default=1, verbose_name='places demandées')),
                ('priority_class', models.PositiveSmallIntegerField(choices=[(1, 'en priorité'), (2, 'à son rang'), (3, 'après les autres')], default=2, verbose_name='priorité')),
                ('joined_at', models.DateTimeField(verbose_name='dans la liste depuis le')),
                ('state', models.CharField(choices=[('waiting', 'en attente'), ('offered', 'place proposée'), ('accepted', 'place prise'), ('declined', 'place déclinée'), ('expired', 'offre expirée'), ('removed', 'retirée de la liste')], default='waiting', max_length=8, verbose_name='état')),
                ('offered_at', models.DateTimeField(blank=True, null=True, verbose_name='dernière offre le')),
                ('offer_expires_at', models.DateTimeField(blank=True, null=True, verbose_name='réponse avant le')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='sortie de la liste le')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='motif de sortie')),
                ('skip_reason', models.CharField(blank=True, max_length=240, verbose_name='pourquoi son tour passe')),
            ],
            options={
                'verbose_name': 'attente',
                'ordering': ['priority_class', 'joined_at', 'pk'],
                'indexes': [models.Index(fields=['reference'], name='waiting_reference')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'offered'])), fields=('waiting_list', 'person'), name='person_waits_once_a_list', violation_error_message='Cette personne est déjà sur la liste d’attente.'), models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'offered'])), fields=('waiting_list', 'reference'), name='reference_waits_once_a_list', violation_error_message='Cette demande est déjà sur la liste d’attente.'), models.CheckConstraint(condition=models.Q(('party_size__gte', 1)), name='waiting_party_is_somebody', violation_error_message='On attend au moins une place.'), models.CheckConstraint(condition=models.Q(('priority_class__gte', 1), ('priority_class__lte', 3)), name='waiting_priority_is_a_class', violation_error_message='La priorité va de 1 à 3.'), models.CheckConstraint(condition=models.Q(models.Q(('offer_expires_at__isnull', False), ('offered_at__isnull', False), ('state', 'offered')), models.Q(models.Q(('state', 'offered'), _negated=True), ('offer_expires_at__isnull', True)), _connector='OR'), name='waiting_offer_has_an_end', violation_error_message='Une offre porte sa date et son échéance.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state__in', ['waiting', 'offered'])), models.Q(models.Q(('state__in', ['waiting', 'offered']), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='waiting_ended_has_a_date', violation_error_message='Qui n’attend plus porte la date de sa sortie.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'removed'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='waiting_removed_with_a_reason', violation_error_message='Un retrait de la liste d’attente est motivé.')],
            },
        ),
        migrations.CreateModel(
            name='Skip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skips', to='crm_waiting.waitentry', verbose_name='attente')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('reason', models.CharField(max_length=240, verbose_name='motif')),
                ('passed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_waiting.waitentry', verbose_name='place proposée à')),
            ],
            options={
                'verbose_name': 'tour passé',
                'verbose_name_plural': 'tours passés',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='waiting_skip_with_a_reason', violation_error_message='Un tour passé est motivé.')],
            },
        ),
        migrations.CreateModel(
            name='WaitSpell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spells', to='crm_waiting.waitentry', verbose_name='attente')),
                ('began_at', models.DateTimeField(verbose_name='dans la liste depuis le')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='jusqu’au')),
                ('ended_as', models.CharField(blank=True, choices=[('waiting', 'en attente'), ('offered', 'place proposée'), ('accepted', 'place prise'), ('declined', 'place déclinée'), ('expired', 'offre expirée'), ('removed', 'retirée de la liste')], max_length=8, verbose_name='sortie')),
            ],
            options={
                'verbose_name': 'période d’attente',
                'verbose_name_plural': 'périodes d’attente',
                'ordering': ['began_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('entry',), name='waiting_one_spell_at_a_time', violation_error_message='Cette attente est déjà ouverte.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_as', ''), ('ended_at__isnull', True)), models.Q(('ended_at__isnull', False), models.Q(('ended_as', ''), _negated=True)), _connector='OR'), name='waiting_spell_ends_with_a_state', violation_error_message='Une attente finie dit comment elle a fini.'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('began_at')), _connector='OR'), name='waiting_spell_in_order', violation_error_message='La fin de l’attente précède son début.')],
            },
        ),
    ]
