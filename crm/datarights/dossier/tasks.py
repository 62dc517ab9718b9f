from django_tasks import task

from ..models import Dossier
from .services import fill


@task(backend="letters")
def fill_dossier(dossier_id: int) -> None:
    """Made by a worker. The row itself says whether it still waits."""
    row = Dossier.objects.select_related("person").filter(pk=dossier_id).first()
    if row is not None:
        fill(row)
