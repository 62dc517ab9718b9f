from .editions import Edition, EditionState
from .partners import Partner, Partnership, PartnershipKind
from .programme import Appearance, Slot, SlotKind
from .rooms import Mark, Room, Strand
from .speakers import Speaker

from .edition_pages import EditionPage  # isort: skip # it reads the rows above
from .pages import ForumPage

__all__ = [
    "Appearance",
    "Edition",
    "EditionPage",
    "EditionState",
    "ForumPage",
    "Mark",
    "Partner",
    "Partnership",
    "PartnershipKind",
    "Room",
    "Slot",
    "SlotKind",
    "Speaker",
    "Strand",
]
