"""The declared treatment of every personal field. A test fails for a field that is not here."""

from django.db.models import Model

from .desk import DESK
from .following import FOLLOWING
from .ground import GROUND, IMPERSONAL_GROUND
from .imports import IMPERSONAL_IMPORTS, IMPORTS
from .merging import MERGING
from .people import PEOPLE
from .selection import IMPERSONAL_SELECTION, SELECTION
from .stages import IMPERSONAL_STAGES, STAGES
from .support import SUPPORT
from .training import TRAINING
from .vocabulary import Treatment
from .welcome import WELCOME

TREATMENTS: list[Treatment] = [
    *TRAINING,
    *SELECTION,
    *WELCOME,
    *SUPPORT,
    *FOLLOWING,
    *STAGES,
    *DESK,
    *GROUND,
    *PEOPLE,
    *MERGING,
    *IMPORTS,
]

# Models of the plugin that no row of which tells of a person.
IMPERSONAL: dict[type[Model], str] = {
    **IMPERSONAL_GROUND,
    **IMPERSONAL_STAGES,
    **IMPERSONAL_IMPORTS,
    **IMPERSONAL_SELECTION,
}

__all__ = ["IMPERSONAL", "TREATMENTS", "Treatment"]
