import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    initial = True

    dependencies = [
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadAdvice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.page', verbose_name='page')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lu par')),
                ('digest', models.CharField(max_length=64, verbose_name='empreinte')),
                ('read_at', models.DateTimeField(auto_now_add=True, verbose_name='lu le')),
            ],
            options={
                'verbose_name': 'conseil lu',
                'verbose_name_plural': 'conseils lus',
                'constraints': [models.UniqueConstraint(fields=('page', 'reader', 'digest'), name='advice_read_once_a_person')],
            },
        ),
        migrations.CreateModel(
            name='DraftLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='draft_links', to='wagtailcore.page', verbose_name='page')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='clef')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True, verbose_name='empreinte du jeton')),
                ('reader', models.CharField(blank=True, help_text='Pour s’y retrouver. Par exemple : la commission communication.', max_length=80, verbose_name='pour qui')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='créé par')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='créé le')),
                ('expires_at', models.DateTimeField(verbose_name='expire le')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='révoqué le')),
            ],
            options={
                'verbose_name': 'lien de relecture',
                'verbose_name_plural': 'liens de relecture',
                'ordering': ['-created_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='draft_link_expires_after_it_is_made', violation_error_message='Un lien expire après avoir été créé.')],
            },
        ),
        migrations.CreateModel(
            name='DraftView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='views', to='desk.draftlink', verbose_name='lien')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='le')),
            ],
            options={
                'verbose_name': 'lecture d’un brouillon',
                'verbose_name_plural': 'lectures d’un brouillon',
                'ordering': ['-at'],
            },
        ),
    ]
