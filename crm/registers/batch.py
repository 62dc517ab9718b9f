"""Several lists read in one statement, whichever rooms they come from.

A page that every room fills asks each of them for a list. A room says what it wants to read and is handed
the rows, so that all that is wanted at the same moment costs one statement:

    @stepwise
    def to_call(user, at):
        found = yield from first(Call.objects.waiting(), 20)
        return [line(row) for row in found.rows]

`to_call(user, at)` reads at once, as any function does; `together` runs several side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

from django.db.models import QuerySet

from .union import read, totals

P = ParamSpec("P")
T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Wanted:
    """The first rows of a query, all of them when `most` is None."""

    rows: QuerySet[Any, Any]
    most: int | None = None


@dataclass(frozen=True)
class Found:
    """The rows brought, and how many the query has in all."""

    rows: list[Any]
    total: int


Steps = Generator[list[Wanted], list[Found], T]


class Stepwise(Generic[P, T]):
    """A function that reads by steps; called, it takes them all at once."""

    def __init__(self, steps: Callable[P, Steps[T]]) -> None:
        self.steps = steps
        update_wrapper(self, steps)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        return run(self.steps(*args, **kwargs))


def stepwise(steps: Callable[P, Steps[T]]) -> Stepwise[P, T]:
    return Stepwise(steps)


def steps_of(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Steps[T]:
    """The steps of a function that has some; one that reads at once takes none."""
    if isinstance(function, Stepwise):
        return (yield from function.steps(*args, **kwargs))  # type: ignore[no-any-return]
    return function(*args, **kwargs)


def first(rows: QuerySet[Any, Any], most: int | None = None) -> Steps[Found]:
    """Read a query: its first rows and how many there are, or all of them."""
    (found,) = yield [Wanted(rows, most)]
    return found


def together(several: Iterable[Steps[T]]) -> Steps[list[T]]:
    """Take the steps of several side by side, and give what each returns, in their order."""
    running = list(several)
    answers: dict[int, T] = {}
    wanted: dict[int, list[Wanted]] = {}
    found: dict[int, list[Found] | None] = dict.fromkeys(range(len(running)))
    while found:
        for rank, rows in found.items():
            try:
                wanted[rank] = running[rank].send(rows)  # type: ignore[arg-type]
            except StopIteration as end:
                answers[rank] = end.value
                wanted.pop(rank, None)
        found = {}
        if wanted:
            brought = iter((yield [one for ones in wanted.values() for one in ones]))
            found = {rank: [next(brought) for _ in ones] for rank, ones in wanted.items()}
    return [answers[rank] for rank in range(len(running))]


def pair(one: Steps[T], other: Steps[U]) -> Steps[tuple[T, U]]:
    """Take the steps of two that return different things side by side."""
    found: list[Any] = yield from together([one, other])
    return found[0], found[1]


def run(steps: Steps[T]) -> T:
    """Take every step: a statement each, and one more that counts the lists cut short."""
    try:
        wanted = next(steps)
        while True:
            wanted = steps.send(_bring(wanted))
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]


def _bring(wanted: list[Wanted]) -> list[Found]:
    if not wanted:
        return []
    brought = read([one.rows if one.most is None else one.rows[: one.most + 1] for one in wanted])
    cut = [
        rank
        for rank, one in enumerate(wanted)
        if one.most is not None and len(brought[rank]) > one.most
    ]
    counts = dict(zip(cut, totals([wanted[rank].rows for rank in cut]), strict=True))
    return [
        Found(rows[: one.most], counts.get(rank, len(rows)))
        for rank, (one, rows) in enumerate(zip(wanted, brought, strict=True))
    ]
