"""The documents that the service gives to an applicant. Each room registers its own, when apps are ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from crm.letters.services import TOKEN

from .models import Application


@dataclass(frozen=True)
class FollowDocument:
    """A document that the person may read: the text of its link, its address, and its moment.

    In the address, `crm.letters.services.TOKEN` stands for the token of the page: a view below
    /suivi/<token>/ checks it with `follow.followed_by`, and asks for no account.
    """

    label: str
    url: str
    at: datetime


Source = Callable[[Application], list[FollowDocument]]

_sources: dict[str, Source] = {}
SOURCES = MappingProxyType(_sources)


def register(name: str, source: Source) -> None:
    """Called from AppConfig.ready of the room that knows."""
    if name in _sources and _sources[name] is not source:
        raise RuntimeError(f"Two rooms give the documents « {name} » of an application.")
    _sources[name] = source


def documents_of(application: Application, token: str) -> list[FollowDocument]:
    """What was given to an applicant, the latest first, at addresses that this token opens."""
    given = [document for source in _sources.values() for document in source(application)]
    told = [replace(document, url=document.url.replace(TOKEN, token)) for document in given]
    return sorted(told, key=lambda document: document.at, reverse=True)
