from .breaches import PATHS, UNSETTLED, Breach, BreachNote, BreachState, Nature, Risk
from .processing import ProcessingReview
from .rereading import Rereading, Verdict

__all__ = [
    "PATHS",
    "UNSETTLED",
    "Breach",
    "BreachNote",
    "BreachState",
    "Nature",
    "ProcessingReview",
    "Rereading",
    "Risk",
    "Verdict",
]
