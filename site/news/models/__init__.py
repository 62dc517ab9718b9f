from .coverage import Coverage, MediaKind
from .coverage_page import CoveragePage
from .kits import KitDocument, KitPicture, KitRelease, PressKitIndexPage, PressKitPage
from .pages import NewsIndexPage, NewsPage
from .press_room import PressContactPage, PressRoomPage
from .release_index import ReleaseIndexPage
from .releases import ReleaseAttachment, ReleasePage
from .themes import Theme

__all__ = [
    "Coverage",
    "CoveragePage",
    "KitDocument",
    "KitPicture",
    "KitRelease",
    "MediaKind",
    "NewsIndexPage",
    "NewsPage",
    "PressContactPage",
    "PressKitIndexPage",
    "PressKitPage",
    "PressRoomPage",
    "ReleaseAttachment",
    "ReleaseIndexPage",
    "ReleasePage",
    "Theme",
]
