"""A file that is only kept, why, and an index of those that are."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('crm_people', '0007_trigrams'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='restricted_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='traitement limité depuis'),
        ),
        migrations.AddField(
            model_name='person',
            name='restricted_because',
            field=models.CharField(blank=True, max_length=200, verbose_name='motif de la limitation'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('restricted_at__isnull', False)), fields=['restricted_at'], name='person_restricted'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('restricted_at__isnull', True), ('restricted_because', '')), models.Q(('restricted_at__isnull', False), models.Q(('restricted_because', ''), _negated=True)), _connector='OR'), name='person_restricted_says_why', violation_error_message='Une limitation dit pourquoi, et elle seule.'),
        ),
    ]
