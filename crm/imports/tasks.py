from django_tasks import task

from . import jobs


@task(backend="letters")
def check(batch_id: int) -> None:
    """Run by the worker that sends letters: the import's own row says what is still to do."""
    jobs.check(batch_id)


@task(backend="letters")
def write(batch_id: int) -> None:
    jobs.write(batch_id)
