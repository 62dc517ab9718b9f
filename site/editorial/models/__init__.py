from .embargo import Embargo, embargo_panel
from .figures import FigureTheme, KeyFigure
from .identity import IdentitySettings
from .images import Licence, Picture, PictureRendition
from .legal import AccessibilityState, LegalSettings
from .pages import BasePage, BasePageQuerySet, Season, StandardPage
from .scheduling import ScheduledJob
from .sections import ContactPage, LegalPage, LegalSubject

__all__ = [
    "AccessibilityState",
    "BasePage",
    "BasePageQuerySet",
    "ContactPage",
    "Embargo",
    "FigureTheme",
    "IdentitySettings",
    "KeyFigure",
    "LegalPage",
    "LegalSettings",
    "LegalSubject",
    "Licence",
    "Picture",
    "PictureRendition",
    "ScheduledJob",
    "Season",
    "StandardPage",
    "embargo_panel",
]
