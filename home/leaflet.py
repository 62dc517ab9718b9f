"""The leaflet as it is printed: what the site knows today, two sides of paper, six panels."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from editorial.drawing.landscape import Shape, draw_landscape
from editorial.drawing.palettes import by_day, style
from editorial.drawing.territory import drawn_territory
from editorial.frame import frame_of
from editorial.pdf import pdf_of
from home.departures import editions_to_come
from telecentre.models import Tariff
from territory.home import home_communes
from training.listing import lines
from training.models import Session

if TYPE_CHECKING:
    from home.models import LeafletPage

SESSIONS_SHOWN = 3
STYLESHEET = "css/paper/leaflet.css"
# Tenths of a millimetre, bleed included: what stands at the foot of the cover, and under the three inner panels.
COVER = Shape(1030, 1520, 0.36, 0.9)
FOOT = Shape(3030, 520, 0.3, 2.0)
HEXAGON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 104 90">'
    '<path fill="{}" d="M26 0h52l26 45-26 45H26L0 45z"/></svg>'
)
SKY = '<path class="s" d="M0 0h9v9H0z"/>'
MAP_COLOURS = (
    ".top{fill:#dce7dd}.side{fill:#8fa79a}.capital .top{fill:#f4b91f}.capital .side{fill:#a87b0c}"
    "text{font-family:'Bricolage Grotesque';font-weight:700;font-size:24px;text-anchor:middle}"
    # The list beside it names the others, in letters that can be read.
    "g:not(.capital)>text,a:not(.capital)>text{display:none}"
)
LOGO_COLOURS = {"side": "#2b353e", "top": "#5a6872", "gold": "#f4b91f"}


def live_content() -> dict[str, Any]:
    """What changes without anybody writing the leaflet again: sessions, prices, Forum, communes."""
    day = timezone.localdate()
    sessions = Session.objects.standing().to_come(day).select_related("course")[:SESSIONS_SHOWN]
    return {
        "sessions": lines(sessions, day),
        "tariffs": list(Tariff.objects.valid_on(day)),
        "edition": editions_to_come(day).first(),
        "communes": home_communes(),
        "site_address": address(),
    }


def address() -> str:
    """The address of the site as one says it: without its scheme."""
    parts = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return f"{parts.netloc}{parts.path.rstrip('/')}"


def leaflet_pdf(page: LeafletPage, request: HttpRequest, *, cut: bool) -> bytes:
    context = live_content() | {
        "page": page,
        "identity": frame_of(request).identity,
        "cut": cut,
    }
    html = render_to_string("home/leaflet_sheet.html", context)
    return pdf_of(html, STYLESHEET, drawings(page))


def drawings(page: LeafletPage) -> dict[str, str]:
    seed, season = page.seed, page.season
    found = {
        "cover": by_day(draw_landscape(seed, season, COVER)),
        "sky": plain_sky(season),
        "foot": without_sky(by_day(draw_landscape(f"{seed}-2", season, FOOT))),
        "logo": logo(),
        "code": qr_code(),
        "stone": HEXAGON.format("#2b353e"),
        "mark": HEXAGON.format("#f4b91f"),
    }
    if territory := drawn_territory(home_communes()):
        found["map"] = with_style(str(territory), MAP_COLOURS)
    return found


def without_sky(svg: str) -> str:
    """A landscape that stands on the paper itself, its sun and its ridges alone."""
    return re.sub(r'<path class="[sh]"[^>]*/>', "", svg)


def logo() -> str:
    """The drawn logo, in the colours of the day."""
    drawn = render_to_string("components/logo.html").strip()
    rules = "".join(f".logo__{part}{{fill:{fill}}}" for part, fill in LOGO_COLOURS.items())
    return with_style(drawn, f"{rules}.logo__joint{{fill:none;stroke:#5a6872}}")


def plain_sky(season: str) -> str:
    """What stands above a landscape, in the colour of its season."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{by_day(style(season))}{SKY}</svg>'


def qr_code() -> str:
    """A code that leads to the site: sharp at any size, black on nothing."""
    code = segno.make(settings.WAGTAILADMIN_BASE_URL, error="m", micro=False)
    drawing = io.BytesIO()
    code.save(drawing, kind="svg", border=0, omitsize=True, xmldecl=False, dark="#1f2933")
    return drawing.getvalue().decode()


def with_style(svg: str, rules: str) -> str:
    """A drawing made for a page, as a file that stands by itself."""
    opening, rest = svg[svg.index("<svg") :].split(">", 1)
    opening = opening.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return f"{opening}><style>{rules}</style>{rest}"
