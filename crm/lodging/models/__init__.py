from .stays import HOLDING, SLEPT, STAY_PATHS, Stay, StayNight, StayPurpose, StayState
from .units import HousingUnit, NightValue

__all__ = [
    "HOLDING",
    "SLEPT",
    "STAY_PATHS",
    "HousingUnit",
    "NightValue",
    "Stay",
    "StayNight",
    "StayPurpose",
    "StayState",
]
