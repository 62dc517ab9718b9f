import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    initial = True

    dependencies = [
        ('crm_journeys', '0001_squashed_0010'),
        ('crm_people', '0001_squashed_0009'),
        ('territory', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HousingUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=80, unique=True, verbose_name='nom du logement')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune', verbose_name='commune')),
                ('address', models.CharField(max_length=200, verbose_name='adresse')),
                ('beds', models.PositiveSmallIntegerField(help_text='Lits d’une personne ; un lit double en compte deux.', verbose_name='couchages')),
                ('rooms', models.PositiveSmallIntegerField(default=1, verbose_name='pièces')),
                ('accessible', models.BooleanField(default=False, verbose_name='accessible en fauteuil roulant')),
                ('pets', models.BooleanField(default=False, verbose_name='animaux acceptés')),
                ('owner', models.CharField(blank=True, max_length=120, verbose_name='propriétaire')),
                ('available_from', models.DateField(verbose_name='prêté à partir du')),
                ('available_until', models.DateField(blank=True, help_text='Premier jour où il n’est plus prêté ; vide tant qu’il l’est.', null=True, verbose_name='prêté jusqu’au (exclu)')),
                ('practical', models.TextField(blank=True, help_text='Accès, clés, chauffage, ce qu’il y a sur place : ce texte part avec la confirmation.', verbose_name='page pratique')),
            ],
            options={
                'verbose_name': 'logement passerelle',
                'verbose_name_plural': 'logements passerelles',
                'ordering': ['label'],
                'constraints': [models.CheckConstraint(condition=models.Q(('beds__gte', 1), ('beds__lte', 30)), name='unit_has_a_bed', violation_error_message='Un logement a entre un et trente couchages.'), models.CheckConstraint(condition=models.Q(('rooms__gte', 1), ('rooms__lte', 30)), name='unit_has_a_room', violation_error_message='Un logement a entre une et trente pièces.'), models.CheckConstraint(condition=models.Q(('available_until__isnull', True), models.Q(('available_until__gt', models.F('available_from')), ('available_until__isnull', False)), _connector='OR'), name='unit_ends_after_it_begins', violation_error_message='La fin du prêt suit son début.')],
            },
        ),
        migrations.CreateModel(
            name='NightValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='crm_lodging.housingunit', verbose_name='logement')),
                ('valid_from', models.DateField(verbose_name='à partir du')),
                ('cents', models.PositiveIntegerField(help_text='Ce qu’un gîte semblable coûterait : 4500 pour 45 €.', verbose_name='valeur d’une nuit (centimes)')),
            ],
            options={
                'verbose_name': 'valeur d’une nuit',
                'verbose_name_plural': 'valeurs des nuits',
                'ordering': ['unit', '-valid_from'],
                'constraints': [models.UniqueConstraint(fields=('unit', 'valid_from'), name='one_night_value_a_unit_and_day', violation_error_message='Une valeur commence déjà ce jour-là.'), models.CheckConstraint(condition=models.Q(('cents__lte', 100000)), name='night_value_is_plausible', violation_error_message='Une nuit vaut au plus 1 000 €.')],
            },
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='crm_lodging.housingunit', verbose_name='logement')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='crm_people.person', verbose_name='personne')),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stays', to='crm_people.household', verbose_name='foyer venu au complet')),
                ('journey', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stays', to='crm_journeys.journey', verbose_name='parcours')),
                ('purpose', models.CharField(choices=[('visit', 'visite du territoire'), ('training', 'formation'), ('residence', 'résidence'), ('settling', 'installation')], max_length=9, verbose_name='motif')),
                ('arrive', models.DateField(db_index=True, verbose_name='arrivée')),
                ('depart', models.DateField(db_index=True, verbose_name='départ')),
                ('persons', models.PositiveSmallIntegerField(verbose_name='personnes')),
                ('babies', models.PositiveSmallIntegerField(default=0, verbose_name='bébés')),
                ('beds', models.PositiveSmallIntegerField(editable=False, verbose_name='couchages du logement')),
                ('state', models.CharField(choices=[('requested', 'demandé'), ('held', 'réservé à confirmer'), ('confirmed', 'confirmé'), ('in_house', 'sur place'), ('done', 'terminé'), ('refused', 'refusé'), ('cancelled', 'annulé'), ('no_show', 'non venu')], db_index=True, default='requested', max_length=9, verbose_name='état')),
                ('requested_at', models.DateTimeField(verbose_name='demandé le')),
                ('hold_expires_at', models.DateTimeField(blank=True, null=True, verbose_name='réservé jusqu’au')),
                ('free_value_cents', models.PositiveIntegerField(default=0, verbose_name='valeur d’une nuit (centimes)')),
                ('funder', models.CharField(blank=True, max_length=80, verbose_name='financeur')),
                ('funder_share', models.PositiveSmallIntegerField(default=100, verbose_name='part du financeur (%)')),
                ('note', models.CharField(blank=True, max_length=240, verbose_name='note')),
                ('reason', models.CharField(blank=True, max_length=240, verbose_name='motif du refus ou de l’annulation')),
                ('arrived_at', models.DateTimeField(blank=True, null=True, verbose_name='arrivée constatée le')),
                ('keys_to', models.CharField(blank=True, max_length=120, verbose_name='clés remises à')),
                ('inventory_in', models.TextField(blank=True, verbose_name='état des lieux d’entrée')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='départ constaté le')),
                ('keys_back', models.BooleanField(default=False, verbose_name='clés rendues')),
                ('inventory_out', models.TextField(blank=True, verbose_name='état des lieux de sortie')),
            ],
            options={
                'verbose_name': 'séjour',
                'ordering': ['-arrive', '-pk'],
                'permissions': [('view_value_given', 'Voit la valeur des nuits offertes, par financeur')],
                'constraints': [models.CheckConstraint(condition=models.Q(('depart__gt', models.F('arrive'))), name='stay_departs_after_it_arrives', violation_error_message='Le départ suit l’arrivée d’une nuit au moins.'), models.CheckConstraint(condition=models.Q(('persons__gte', 1), ('persons__lte', models.F('beds'))), name='stay_fits_the_beds', violation_error_message='Le logement n’a pas assez de couchages.'), models.CheckConstraint(condition=models.Q(('funder_share__lte', 100)), name='stay_share_is_a_percentage', violation_error_message='La part du financeur va de 0 à 100 %.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'held'), _negated=True), ('hold_expires_at__isnull', False), _connector='OR'), name='stay_held_until_some_time', violation_error_message='Un séjour réservé l’est jusqu’à une date.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['refused', 'cancelled']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='stay_ended_with_a_reason', violation_error_message='Un refus et une annulation sont motivés.'), models.CheckConstraint(condition=models.Q(models.Q(('arrived_at__isnull', False), ('state__in', ['in_house', 'done'])), models.Q(models.Q(('state__in', ['in_house', 'done']), _negated=True), ('arrived_at__isnull', True)), _connector='OR'), name='stay_in_house_has_arrived', violation_error_message='Un séjour sur place porte l’heure de l’arrivée.'), models.CheckConstraint(condition=models.Q(models.Q(('left_at__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('left_at__isnull', True)), _connector='OR'), name='stay_done_has_left', violation_error_message='Un séjour terminé porte l’heure du départ.')],
            },
        ),
        migrations.CreateModel(
            name='StayNight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stay', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nights_held', to='crm_lodging.stay', verbose_name='séjour')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nights', to='crm_lodging.housingunit', verbose_name='logement')),
                ('date', models.DateField(db_index=True, verbose_name='nuit du')),
            ],
            options={
                'verbose_name': 'nuit',
                'ordering': ['date', 'unit'],
                'constraints': [models.UniqueConstraint(fields=('unit', 'date'), name='one_stay_a_unit_and_night', violation_error_message='Cette nuit est déjà prise.')],
            },
        ),
    ]
