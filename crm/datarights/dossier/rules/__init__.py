"""What the dossier tells of each model of the inventory. A test fails for a model that is not here."""

from .asking import ASKING
from .following import FOLLOWING
from .meeting import MEETING
from .people import PEOPLE
from .places import PLACES
from .rights import RIGHTS
from .traces import TRACES
from .training import TRAINING
from .vocabulary import Rule, Section, Told, Untold

RULES: list[Rule] = [
    *PEOPLE,
    *ASKING,
    *FOLLOWING,
    *TRAINING,
    *PLACES,
    *MEETING,
    *RIGHTS,
    *TRACES,
]

__all__ = ["RULES", "Rule", "Section", "Told", "Untold"]
