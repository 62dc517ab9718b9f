import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('crm_people', '0001_squashed_0009'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='crm_people.household', verbose_name='foyer')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='needs', to='crm_people.householdmember', verbose_name='pour')),
                ('kind', models.CharField(choices=[('job', 'emploi du conjoint'), ('school', 'école'), ('childcare', 'garde d’enfants'), ('housing', 'logement'), ('mobility', 'déplacements'), ('other', 'autre besoin')], max_length=9, verbose_name='nature')),
                ('text', models.CharField(max_length=500, verbose_name='besoin')),
                ('since', models.DateField(verbose_name='depuis le')),
                ('due_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='à satisfaire avant le')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='suivi par')),
                ('state', models.CharField(choices=[('open', 'à traiter'), ('in_progress', 'en cours'), ('met', 'satisfait'), ('dropped', 'abandonné')], default='open', max_length=11, verbose_name='état')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='clos le')),
                ('reason', models.CharField(blank=True, max_length=240, verbose_name='motif d’abandon')),
            ],
            options={
                'verbose_name': 'besoin',
                'ordering': [models.OrderBy(models.F('due_on'), nulls_last=True), 'since', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='need_says_what', violation_error_message='Écrivez ce dont le foyer a besoin.'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('state__in', ['open', 'in_progress'])), models.Q(('closed_on__isnull', False), ('state__in', ['met', 'dropped'])), _connector='OR'), name='need_closed_has_a_date', violation_error_message='Un besoin satisfait ou abandonné porte une date.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('state', 'dropped'), _negated=True), ('reason', '')), _connector='OR'), name='need_dropped_with_a_reason', violation_error_message='Un besoin abandonné porte un motif, et lui seul.'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('since')), _connector='OR'), name='need_closes_after_it_begins', violation_error_message='Le besoin est clos avant d’être né.'), models.CheckConstraint(condition=models.Q(('due_on__isnull', True), ('due_on__gte', models.F('since')), _connector='OR'), name='need_is_due_after_it_begins', violation_error_message='L’échéance précède le début du besoin.')],
            },
        ),
    ]
