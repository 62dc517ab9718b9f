import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    initial = True

    dependencies = [
        ('crm_applications', '0001_squashed_0009'),
        ('training', '0001_squashed_0004'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='QuestionSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(choices=[('hot', 'à chaud, à la fin'), ('cold_3', 'à froid, trois mois après'), ('cold_6', 'à froid, six mois après')], max_length=6, verbose_name='moment')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('introduction', models.TextField(blank=True, max_length=600, verbose_name='introduction')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='en service depuis le')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='écrite par')),
            ],
            options={
                'verbose_name': 'questionnaire',
                'ordering': ['moment', '-version'],
                'constraints': [models.UniqueConstraint(fields=('moment', 'version'), name='question_set_version_once', violation_error_message='Cette version du questionnaire existe déjà.'), models.UniqueConstraint(condition=models.Q(('opened_at__isnull', True)), fields=('moment',), name='question_set_one_draft', violation_error_message='Une version de ce questionnaire est déjà en préparation.')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='crm_questionnaires.questionset', verbose_name='questionnaire')),
                ('number', models.PositiveSmallIntegerField(verbose_name='numéro')),
                ('text', models.CharField(max_length=240, verbose_name='question')),
                ('kind', models.CharField(choices=[('scale', 'note de 1 à 5'), ('yes_no', 'oui ou non'), ('choice', 'choix parmi plusieurs'), ('text', 'texte libre')], max_length=6, verbose_name='réponse')),
                ('choices', models.TextField(blank=True, verbose_name='choix')),
                ('role', models.CharField(blank=True, choices=[('', 'aucun'), ('satisfaction', 'satisfaction'), ('insertion', 'insertion')], default='', max_length=12, verbose_name='taux publié')),
                ('required', models.BooleanField(default=False, verbose_name='obligatoire')),
            ],
            options={
                'verbose_name': 'question',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('question_set', 'number'), name='question_number_once', violation_error_message='Ce numéro de question est déjà pris.'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='question_has_a_text', violation_error_message='Écrivez la question.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'choice'), models.Q(('choices', ''), _negated=True)), models.Q(models.Q(('kind', 'choice'), _negated=True), ('choices', '')), _connector='OR'), name='question_choices_for_a_choice', violation_error_message='Un choix a des réponses possibles, une par ligne.'), models.CheckConstraint(condition=models.Q(('role', ''), models.Q(('kind', 'scale'), ('role', 'satisfaction')), models.Q(('kind', 'choice'), ('role', 'insertion')), _connector='OR'), name='question_feeds_what_it_can', violation_error_message='La satisfaction se note de 1 à 5, l’insertion se choisit.')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='crm_applications.enrolment', verbose_name='inscription')),
                ('moment', models.CharField(choices=[('hot', 'à chaud, à la fin'), ('cold_3', 'à froid, trois mois après'), ('cold_6', 'à froid, six mois après')], max_length=6, verbose_name='moment')),
                ('question_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='crm_questionnaires.questionset', verbose_name='questionnaire')),
                ('state', models.CharField(choices=[('sent', 'envoyé'), ('answered', 'répondu'), ('refused', 'ne souhaite pas répondre'), ('expired', 'sans réponse'), ('unreachable', 'sans adresse')], default='sent', max_length=11, verbose_name='état')),
                ('due_on', models.DateField(verbose_name='attendu le')),
                ('sent_at', models.DateTimeField(verbose_name='envoyé le')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='rappelé le')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='clos le')),
            ],
            options={
                'verbose_name': 'envoi d’un questionnaire',
                'verbose_name_plural': 'envois des questionnaires',
                'ordering': ['-sent_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'sent_at'], name='invitation_by_state')],
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'moment'), name='invitation_once_a_moment', violation_error_message='Ce questionnaire a déjà été envoyé à cette personne.'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('closed_on__isnull', False)), _connector='OR'), name='invitation_closed_has_a_date', violation_error_message='Un questionnaire clos porte sa date.')],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('question_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='crm_questionnaires.questionset', verbose_name='questionnaire')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='training.session', verbose_name='session')),
                ('month', models.DateField(verbose_name='mois')),
            ],
            options={
                'verbose_name': 'réponse',
                'ordering': ['pk'],
                'permissions': [('read_results', 'Peut lire les résultats des questionnaires'), ('read_comments', 'Peut lire les commentaires des questionnaires')],
                'constraints': [models.CheckConstraint(condition=models.Q(('month__day', 1)), name='response_dated_of_a_month', violation_error_message='Une réponse ne garde que son mois.')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='crm_questionnaires.response')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='crm_questionnaires.question')),
                ('value', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='valeur')),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='texte')),
            ],
            options={
                'verbose_name': 'réponse à une question',
                'verbose_name_plural': 'réponses aux questions',
                'constraints': [models.UniqueConstraint(fields=('response', 'question'), name='answer_once_a_question', violation_error_message='Cette question a déjà sa réponse.'), models.CheckConstraint(condition=models.Q(('value__isnull', False), models.Q(('text', ''), _negated=True), _connector='OR'), name='answer_says_something', violation_error_message='Une réponse dit quelque chose.')],
            },
        ),
    ]
