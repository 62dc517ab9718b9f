from .campaigns import PATHS, Campaign, CampaignState
from .exclusions import Excluded, ExclusionList
from .segments import Segment, Sharing

__all__ = [
    "PATHS",
    "Campaign",
    "CampaignState",
    "Excluded",
    "ExclusionList",
    "Segment",
    "Sharing",
]
