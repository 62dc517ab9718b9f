"""The stages of the four tracks, and templates of tasks that wait to be put in service."""

from django.db import migrations

# stage: days expected, what is done there
KNOWN = {
    "contact": (21, "Comprendre le projet et noter d’où vient la personne."),
    "qualified": (60, "Préciser le projet et l’échéance ; proposer la suite."),
    "applicant": (45, "Étudier la candidature avec la personne jusqu’à la décision."),
    "trainee": (210, "Suivre la formation : présences, modules, difficultés."),
    "visiting": (60, "Préparer la venue sur place et les rencontres."),
    "residence": (120, "Accueillir le temps d’un essai, logement et bureau compris."),
    "settling": (150, "Logement, école, locaux : accompagner jusqu’à l’emménagement."),
    "supported": (760, "Tenir les bilans et appuyer l’activité."),
    "completed": (None, "L’accompagnement est arrivé à son terme."),
}
FIRST, LAST = ["contact", "qualified"], ["supported", "completed"]
TRACKS = {
    "t1": [*FIRST, "applicant", "trainee", "visiting", "residence", "settling", *LAST],
    # Salaried: the employer trains.
    "t2": [*FIRST, "visiting", "residence", "settling", *LAST],
    "t3": [*FIRST, "applicant", "trainee", "visiting", "residence", "settling", *LAST],
    # They live here already.
    "t4": [*FIRST, "applicant", "trainee", *LAST],
}
TEMPLATES = [
    (
        {"label": "Premier contact", "trigger": "opened"},
        [
            ("Envoyer la documentation d’accueil", 1, "owner"),
            ("Vérifier que le projet, l’échéance et l’origine sont notés", 10, "owner"),
        ],
    ),
    (
        {"label": "Installation en vue", "trigger": "entered", "stage": "settling"},
        [
            ("Proposer une visite des logements et de l’école", 3, "owner"),
            ("Présenter la famille à la mairie de la commune choisie", 10, "owner"),
        ],
    ),
    (
        {"label": "Accompagnement ouvert", "trigger": "plan"},
        [
            ("Faire signer la convention d’accompagnement", 7, "referent"),
            ("Présenter le télécentre et ses habitués", 14, "referent"),
        ],
    ),
]


def seed(apps, schema_editor):
    Route = apps.get_model("crm_journeys", "Route")
    TrackStage = apps.get_model("crm_journeys", "TrackStage")
    TaskTemplate = apps.get_model("crm_journeys", "TaskTemplate")
    TemplateStep = apps.get_model("crm_journeys", "TemplateStep")
    for track, stages in TRACKS.items():
        route = Route.objects.create(track=track)
        for position, stage in enumerate(stages):
            days, told = KNOWN[stage]
            TrackStage.objects.create(
                route=route, stage=stage, position=position, expected_days=days, help=told
            )
    for known, steps in TEMPLATES:
        # Nobody finds tasks that no manager asked for.
        template = TaskTemplate.objects.create(active=False, **known)
        for position, (label, days, assignee) in enumerate(steps):
            TemplateStep.objects.create(
                template=template, position=position, label=label, days_after=days,
                assignee=assignee,
            )  # fmt: skip


class Migration(migrations.Migration):
    replaces = [("crm_journeys", "0007_seed_stages_and_templates"), ("crm_journeys", "0010_touches_of_journeys")]
    dependencies = [("crm_journeys", "0001_squashed_0010")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
