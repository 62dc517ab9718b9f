from .identity import IdentitySettings
from .legal import AccessibilityState, LegalSettings
from .pages import BasePage, BasePageQuerySet, Season, StandardPage
from .sections import ContactPage, LegalPage, LegalSubject

__all__ = [
    "AccessibilityState",
    "BasePage",
    "BasePageQuerySet",
    "ContactPage",
    "IdentitySettings",
    "LegalPage",
    "LegalSettings",
    "LegalSubject",
    "Season",
    "StandardPage",
]
