from .grids import GRID_PATHS, Criterion, Grid, GridState
from .proposals import Outcome, Proposal, ProposalLine
from .readings import (
    HIGHEST_MARK,
    READING_PATHS,
    Examination,
    ExaminationKind,
    Mark,
    Reading,
    ReadingState,
)

__all__ = [
    "GRID_PATHS",
    "HIGHEST_MARK",
    "READING_PATHS",
    "Criterion",
    "Examination",
    "ExaminationKind",
    "Grid",
    "GridState",
    "Mark",
    "Outcome",
    "Proposal",
    "ProposalLine",
    "Reading",
    "ReadingState",
]
