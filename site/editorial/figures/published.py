"""Figures that somebody has published for good, which pages quote: an editor chooses one, nobody types it again.

Whoever publishes them answers the hook `register_published_figures() -> PublishedFigures`. Editorial counts none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wagtail import hooks


@dataclass(frozen=True)
class Quoted:
    """A figure as a page shows it.

    label      what is counted and as of when: « personnes inscrites, au 23 mars 2011 »
    source     where it comes from, in a sentence
    url        where it stays, with its definition
    withdrawn  True once it is published no more: it is told so, without its value
    """

    value: str
    label: str
    source: str
    url: str
    withdrawn: bool = False


@dataclass(frozen=True)
class PublishedFigures:
    """choices  groups of what may be quoted: [(« Au 23 mars 2011 », [(key, « personnes inscrites : 450 »)])]
    read     keys that pages kept -> what each gives today; those that never were are absent
    """

    choices: Callable[[], list[tuple[str, list[tuple[str, str]]]]]
    read: Callable[[Iterable[str]], dict[str, Quoted]]


def _offers() -> list[PublishedFigures]:
    return [offer() for offer in hooks.get_hooks("register_published_figures")]


def figure_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    return [group for offer in _offers() for group in offer.choices()]


def quoted(keys: Iterable[str]) -> list[Quoted]:
    """What some keys give, in their order."""
    wanted = list(keys)
    found: dict[str, Quoted] = {}
    for offer in _offers() if wanted else ():
        found |= offer.read(wanted)
    return [found[key] for key in wanted if key in found]
