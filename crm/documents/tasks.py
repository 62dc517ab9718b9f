from django_tasks import task


@task(backend="letters")
def produce_all(production_id: int) -> None:
    """Run by the worker that sends letters: the row says what is still to do."""
    from .production import run

    run(production_id)
