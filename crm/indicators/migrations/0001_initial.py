import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='IndicatorSnapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.DateField(db_index=True, verbose_name='chiffres au')),
                ('computed_at', models.DateTimeField(verbose_name='comptés le')),
                ('figures', models.JSONField(verbose_name='chiffres')),
                ('definitions', models.JSONField(verbose_name='définitions')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='publiés le')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='publiés par')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='retirés le')),
                ('withdraw_reason', models.CharField(blank=True, max_length=240, verbose_name='motif du retrait')),
            ],
            options={
                'verbose_name': 'publication des chiffres',
                'verbose_name_plural': 'publications des chiffres',
                'ordering': ['-as_of', '-computed_at'],
                'permissions': [('view_figures', 'Peut lire les chiffres à une date'), ('publish_indicatorsnapshot', 'Peut publier les chiffres')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('published_at__isnull', False), ('withdrawn_at__isnull', True)), fields=('as_of',), name='one_live_publication_a_day', violation_error_message='Des chiffres sont déjà publiés à cette date.'), models.CheckConstraint(condition=models.Q(('published_at__isnull', True), ('published_at__gte', models.F('computed_at')), _connector='OR'), name='snapshot_published_after_computed', violation_error_message='La publication précède le calcul.'), models.CheckConstraint(condition=models.Q(models.Q(('withdraw_reason', ''), ('withdrawn_at__isnull', True)), models.Q(('published_at__isnull', False), ('withdrawn_at__gte', models.F('published_at')), models.Q(('withdraw_reason', ''), _negated=True)), _connector='OR'), name='snapshot_withdrawn_with_a_reason', violation_error_message='Un retrait suit la publication et porte un motif.')],
            },
        ),
    ]
