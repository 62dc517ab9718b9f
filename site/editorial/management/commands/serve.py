from __future__ import annotations

import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from editorial.processes import Part, Server, keep, offered
from editorial.stopping import StopRequest


class Command(BaseCommand):
    help = (
        "Le site, le planificateur et les processus des extensions, ensemble : ce qu’il faut sur une machine. "
        "Relance celui qui tombe ; les arrête tous quand on l’arrête."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="l’adresse écoutée (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="le port écouté (8000)")
        parser.add_argument(
            "--workers", type=int, default=2, help="combien de processus répondent aux visiteurs"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        refuse_a_taken_port(host, port)
        stop = StopRequest()
        address = f"{host}:{port}"
        keep([self.site(address, options["workers"]), *offered()], stop)

    def site(self, address: str, workers: int) -> Part | Server:
        """In development the server that reads the code again, and serves its static files."""
        if settings.DEBUG:
            return Part("site", ["runserver", address])
        return Server(address, workers)


def refuse_a_taken_port(host: str, port: int) -> None:
    """Say it once and clearly, rather than let the server die again and again."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Le site ne peut pas écouter sur {host}:{port} ({error.strerror}). Choisissez un autre port : --port."
            ) from error
