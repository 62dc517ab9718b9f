from datetime import datetime, timedelta

from django.core.management import call_command
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from editorial.processes import Part
from editorial.scheduling import Job

from . import watching  # noqa: F401
from .admin import LetterRegister
from .views import send_letter_again

modeladmin_register(LetterRegister)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("courriers/<int:pk>/renvoyer/", send_letter_again, name="crm_letter_send_again"),
    ]


@hooks.register("register_process")
def send_letters() -> Part:
    return Part("courriers", ["worker"])


@hooks.register("register_scheduled_job")
def forget_sent_tasks() -> Job:
    return Job(
        "letters.tasks",
        timedelta(days=1),
        prune_tasks,
        label="Traces des tâches d’envoi",
        says="Efface les tâches finies depuis deux semaines.",
    )


def prune_tasks(at: datetime) -> None:
    """Tasks done for two weeks say no more than the letters that they sent."""
    # As words: given as names, the default of --backend would be checked first, and refused.
    call_command("prune_db_task_results", "--backend", "letters")
