from .cards import CARD_PATHS, Card, CardState, NameForm
from .contacts import MESSAGE_PATHS, ContactMessage, Introduction, MessageState

__all__ = [
    "CARD_PATHS",
    "MESSAGE_PATHS",
    "Card",
    "CardState",
    "ContactMessage",
    "Introduction",
    "MessageState",
    "NameForm",
]
