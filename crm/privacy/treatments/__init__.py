"""The declared treatment of every personal field. A test fails for a field that is not here."""

from .desk import DESK
from .following import FOLLOWING
from .ground import GROUND, IMPERSONAL_GROUND
from .merging import MERGING
from .people import PEOPLE
from .stages import IMPERSONAL_STAGES, STAGES
from .support import SUPPORT
from .training import TRAINING
from .vocabulary import Treatment
from .welcome import WELCOME

TREATMENTS: list[Treatment] = [
    *TRAINING,
    *WELCOME,
    *SUPPORT,
    *FOLLOWING,
    *STAGES,
    *DESK,
    *GROUND,
    *PEOPLE,
    *MERGING,
]

# Models of the plugin that no row of which tells of a person.
IMPERSONAL = IMPERSONAL_GROUND | IMPERSONAL_STAGES

__all__ = ["IMPERSONAL", "TREATMENTS", "Treatment"]
