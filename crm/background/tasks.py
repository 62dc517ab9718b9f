from django_tasks import task

from . import running


@task(backend="letters")
def run(action_id: int) -> None:
    """Run by the worker that sends letters: the action's own row says what is still to do."""
    running.run(action_id)
