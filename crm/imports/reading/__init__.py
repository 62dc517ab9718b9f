"""From the bytes of a file to a table of cells, nothing costly before the guards have passed."""

from .guards import BIGGEST, MOST_COLUMNS, MOST_ROWS, Unreadable
from .table import Cell, Formula, Table, plain, read, show, unpacked

__all__ = [
    "BIGGEST",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Cell",
    "Formula",
    "Table",
    "Unreadable",
    "plain",
    "read",
    "show",
    "unpacked",
]
