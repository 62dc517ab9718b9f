from crm.network.models import Card, ContactMessage, Introduction

from .vocabulary import AGENT, DAY, KEY, Treatment, keep, marks

NETWORK = [
    Treatment(ContactMessage, ("card__person",), deleted=True),
    Treatment(Card, ("person",), deleted=True),
    Treatment(
        Introduction,
        ("first", "second"),
        erased=marks("words"),
        kept=keep(KEY, "id", "first", "second") | keep(DAY, "at") | keep(AGENT, "by"),
    ),
]
