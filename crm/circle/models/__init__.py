from .helpers import HELPER_PATHS, Helper, HelperState
from .items import ItemKind, SharedItem
from .words import WORD_PATHS, AccessCode, HelperWord, Said, WordState

__all__ = [
    "HELPER_PATHS",
    "WORD_PATHS",
    "AccessCode",
    "Helper",
    "HelperState",
    "HelperWord",
    "ItemKind",
    "Said",
    "SharedItem",
    "WordState",
]
