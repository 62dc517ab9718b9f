from .accessibility import AccessibilityState, accessibility_alert
from .banner import AlertBanner, BannerLevel
from .counts import DailyCount
from .embargo import Embargo, embargo_panel
from .figures import FigureTheme, KeyFigure
from .identity import IdentitySettings
from .images import Licence, Picture, PictureRendition
from .legal import LegalSettings
from .pages import BasePage, BasePageQuerySet, StandardPage
from .reports import AccessibilityReport
from .scheduling import Heartbeat, ScheduledJob, ScheduledRun
from .seasons import Season
from .sections import ContactPage, LegalPage, LegalSubject

__all__ = [
    "AccessibilityReport",
    "AccessibilityState",
    "AlertBanner",
    "BannerLevel",
    "BasePage",
    "BasePageQuerySet",
    "ContactPage",
    "DailyCount",
    "Embargo",
    "FigureTheme",
    "Heartbeat",
    "IdentitySettings",
    "KeyFigure",
    "LegalPage",
    "LegalSettings",
    "LegalSubject",
    "Licence",
    "Picture",
    "PictureRendition",
    "ScheduledJob",
    "ScheduledRun",
    "Season",
    "StandardPage",
    "accessibility_alert",
    "embargo_panel",
]
