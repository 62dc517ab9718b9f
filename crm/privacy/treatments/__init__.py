"""The declared treatment of every personal field. A test fails for a field that is not here."""

from .desk import DESK
from .following import FOLLOWING
from .ground import GROUND, IMPERSONAL
from .merging import MERGING
from .people import PEOPLE
from .support import SUPPORT
from .training import TRAINING
from .vocabulary import Treatment
from .welcome import WELCOME

TREATMENTS: list[Treatment] = [
    *TRAINING,
    *WELCOME,
    *SUPPORT,
    *FOLLOWING,
    *DESK,
    *GROUND,
    *PEOPLE,
    *MERGING,
]

__all__ = ["IMPERSONAL", "TREATMENTS", "Treatment"]
