"""Counts every figure as of a day: `compute(day)`. Twelve queries, whatever the number of rows."""

from .compute import compute
from .figures import Figure, Figures, SessionLine, Step

__all__ = ["Figure", "Figures", "SessionLine", "Step", "compute"]
