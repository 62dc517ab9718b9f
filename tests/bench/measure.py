"""One figure a page: queries, time and weight, by the test client, in one process."""

from __future__ import annotations

import gzip
import time
from dataclasses import dataclass
from statistics import median

from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROUNDS = 20


@dataclass(frozen=True)
class Figures:
    """What a page costs.

    status    HTTP status
    cold      queries once every cache is emptied
    warm      queries of the next request
    cpu       CPU time of a warm request, in milliseconds, median of ROUNDS
    weight    compressed HTML, in kilobytes
    """

    status: int
    cold: int
    warm: int
    cpu: float
    weight: float


def measure(url: str) -> Figures:
    client = Client()
    client.get(
        url
    )  # imports and compiled templates belong to the start of a process, not to a page
    for name in caches.settings:
        caches[name].clear()
    with CaptureQueriesContext(connection) as cold:
        client.get(url)
    with CaptureQueriesContext(connection) as warm:
        response = client.get(url)
    return Figures(
        status=response.status_code,
        cold=len(cold),
        warm=len(warm),
        cpu=median(cpu_time(client, url) for _ in range(ROUNDS)),
        weight=len(gzip.compress(response.content)) / 1000,
    )


def cpu_time(client: Client, url: str) -> float:
    begun = time.process_time()
    client.get(url)
    return (time.process_time() - begun) * 1000
