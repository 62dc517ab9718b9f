"""Letters about accounts leave beside the answer, whose time must not tell whether there is one."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor

from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)
# One after another; a process that stops sends those that it has.
postman = ThreadPoolExecutor(max_workers=1, thread_name_prefix="signin-mail")


def post(message: EmailMessage) -> None:
    postman.submit(send, message)


def send(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception:
        # Whoever waits for it asks again; nothing here says to whom it was.
        logger.exception("Un courrier de connexion n’est pas parti.")
