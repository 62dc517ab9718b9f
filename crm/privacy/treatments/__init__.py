"""The declared treatment of every personal field. A test fails for a field that is not here."""

from .following import FOLLOWING
from .ground import GROUND, IMPERSONAL
from .people import PEOPLE
from .support import SUPPORT
from .training import TRAINING
from .vocabulary import Treatment
from .welcome import WELCOME

TREATMENTS: list[Treatment] = [*TRAINING, *WELCOME, *SUPPORT, *FOLLOWING, *GROUND, *PEOPLE]

__all__ = ["IMPERSONAL", "TREATMENTS", "Treatment"]
