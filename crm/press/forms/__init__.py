from .contacts import ContactForm, ContactListForm, ExchangeForm, HowForm, OutletForm, ReasonForm
from .coverage import CoverageForm, CoverageListForm, WroteForm
from .sending import BeatForm, DispatchForm, ListForm, ToForm

__all__ = [
    "BeatForm",
    "ContactForm",
    "ContactListForm",
    "CoverageForm",
    "CoverageListForm",
    "DispatchForm",
    "ExchangeForm",
    "HowForm",
    "ListForm",
    "OutletForm",
    "ReasonForm",
    "ToForm",
    "WroteForm",
]
