from django_tasks import task

from .delivery import send


@task(backend="letters")
def deliver(letter_id: int) -> None:
    """Sent by a worker. The letter's own row says whether it still may leave."""
    send(letter_id)
