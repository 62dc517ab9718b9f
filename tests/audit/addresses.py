"""Every public address that links lead to, with what it answers."""

from __future__ import annotations

import urllib.request
from collections import deque
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit

START = ["/", "/plan-du-site/", "/agenda/", "/presse/", "/recherche/?q=t%C3%A9l%C3%A9travail"]
# Lists without an end, and what only its owner may open.
LEFT_OUT = ("/admin/", "/documents/", "/medias/", "/static/", "/paysages/")
MOST = 400


@dataclass(frozen=True)
class Answer:
    path: str
    status: int
    kind: str
    body: bytes


class Links(HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href")
        if tag in {"a", "link"} and address:
            self.found.append(address)


def read(base: str, path: str) -> Answer:
    try:
        with urllib.request.urlopen(base + path, timeout=60) as response:
            kind = response.headers.get_content_type()
            return Answer(path, response.status, kind, response.read())
    except HTTPError as error:
        return Answer(path, error.code, error.headers.get_content_type(), error.read())


def crawl(base: str) -> list[Answer]:
    """Follow every link of this site from the home page, one address a page of a list."""
    waiting, seen, answers = deque(START), set(START), []
    while waiting and len(answers) < MOST:
        answer = read(base, waiting.popleft())
        answers.append(answer)
        if answer.kind != "text/html" or answer.status != 200:
            continue
        for path in leads(base, answer):
            if path not in seen:
                seen.add(path)
                waiting.append(path)
    return answers


def leads(base: str, answer: Answer) -> list[str]:
    links = Links()
    links.feed(answer.body.decode())
    paths = []
    for link in links.found:
        address = urlsplit(urldefrag(urljoin(base + answer.path, link)).url)
        inside = f"{address.scheme}://{address.netloc}" == base
        # A filter or a page number of a list is the list again.
        if inside and not address.query and not address.path.startswith(LEFT_OUT):
            paths.append(address.path)
    return paths
