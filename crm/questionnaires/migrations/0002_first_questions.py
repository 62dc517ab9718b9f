"""The first version of each questionnaire, in service."""

from django.db import migrations
from django.utils import timezone

WHERE = (
    "+ J’exerce une activité indépendante\n+ J’ai un emploi salarié\n"
    "Je crée ou je reprends une entreprise, pas encore ouverte\nJe suis en formation\n"
    "Je cherche un emploi ou des clients\nAutre situation"
)
SETS = {
    "hot": (
        "Votre session vient de s’achever. Une note de 1 à 5 par question, 5 étant le mieux.",
        [
            ("La formation a répondu à ce que j’en attendais.", "scale", "", "satisfaction", True),
            ("Les modules à distance étaient clairs et utiles.", "scale", "", "", False),
            ("Les semaines sur place m’ont aidé à avancer.", "scale", "", "", False),
            ("L’équipe a su répondre à mes questions.", "scale", "", "", False),
            ("Le rythme me convenait.", "scale", "", "", False),
            ("Recommanderiez-vous cette formation ?", "yes_no", "", "", False),
            ("Qu’est-ce qui vous a le plus aidé ?", "text", "", "", False),
            ("Que faudrait-il changer ?", "text", "", "", False),
        ],
    ),
    "cold_3": (
        "Votre formation s’est achevée il y a trois mois.",
        [
            ("Où en êtes-vous aujourd’hui ?", "choice", WHERE, "insertion", True),
            ("Ce que j’ai appris me sert aujourd’hui.", "scale", "", "", False),
            ("Qu’est-ce qui vous manque pour avancer ?", "text", "", "", False),
        ],
    ),
    "cold_6": (
        "Votre formation s’est achevée il y a six mois.",
        [
            ("Où en êtes-vous aujourd’hui ?", "choice", WHERE, "insertion", True),
            ("Travaillez-vous en partie à distance ?", "yes_no", "", "", False),
            ("Ce que j’ai appris me sert aujourd’hui.", "scale", "", "", False),
            ("Avec le recul, que diriez-vous à qui hésite à se former ?", "text", "", "", False),
        ],
    ),
}


def write(apps, schema_editor):
    question_set = apps.get_model("crm_questionnaires", "QuestionSet")
    question = apps.get_model("crm_questionnaires", "Question")
    for moment, (introduction, questions) in SETS.items():
        row = question_set.objects.create(
            moment=moment, version=1, introduction=introduction, opened_at=timezone.now()
        )
        question.objects.bulk_create(
            question(
                question_set=row, number=number, text=text, kind=kind, choices=choices, role=role,
                required=required,
            )
            for number, (text, kind, choices, role, required) in enumerate(questions, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("crm_questionnaires", "0001_questionnaires")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop, elidable=False)]
