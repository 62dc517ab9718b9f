"""The declared treatment of every personal field. A test fails for a field that is not here."""

from django.db.models import Model

from .following import FOLLOWING
from .ground import GROUND
from .ground import IMPERSONAL as GROUND_FLOOR
from .imports import IMPERSONAL_IMPORTS, IMPORTS
from .people import PEOPLE
from .support import SUPPORT
from .training import TRAINING
from .vocabulary import Treatment

TREATMENTS: list[Treatment] = [*TRAINING, *SUPPORT, *FOLLOWING, *GROUND, *PEOPLE, *IMPORTS]
IMPERSONAL: dict[type[Model], str] = {**GROUND_FLOOR, **IMPERSONAL_IMPORTS}

__all__ = ["IMPERSONAL", "TREATMENTS", "Treatment"]
