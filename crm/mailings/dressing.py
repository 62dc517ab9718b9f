"""The clothes of an e-mail: styles written on each tag, as mail readers want them, and whole addresses.

Templates and fragments name classes; nothing of ours is styled by hand. Colours are those of
static/css/tokens.css, by day; by night, the few rules of HEAD take over where they are understood.
"""

from __future__ import annotations

import re

from django.conf import settings

INK, SOFT, PAPER, SURFACE, LINE = "#1f2933", "#4a5660", "#eef2ef", "#ffffff", "#cdd5d0"
PRAIRIE, ON_PRAIRIE, TINT = "#2c6e4f", "#ffffff", "#e1ede5"
FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif"

TAGS = {
    "h1": f"margin:0 0 16px;{FONT};font-size:26px;line-height:1.25;color:{INK}",
    "h2": f"margin:28px 0 12px;{FONT};font-size:20px;line-height:1.3;color:{INK}",
    "h3": f"margin:8px 0;{FONT};font-size:17px;line-height:1.35;color:{INK}",
    "p": f"margin:0 0 16px;{FONT};font-size:16px;line-height:1.55;color:{INK}",
    "li": f"margin:0 0 8px;{FONT};font-size:16px;line-height:1.55;color:{INK}",
    "ul": "margin:0 0 16px;padding:0 0 0 22px",
    "ol": "margin:0 0 16px;padding:0 0 0 22px",
    "a": f"color:{PRAIRIE};text-decoration:underline",
    "img": "display:block;max-width:100%;height:auto;border:0;border-radius:6px",
    "hr": f"margin:28px 0;border:0;border-top:1px solid {LINE}",
    "blockquote": f"margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid {PRAIRIE}",
    "td": f"vertical-align:top;{FONT};font-size:16px;line-height:1.55;color:{INK}",
}
# Added to the style of their tag.
CLASSES = {
    "mail-body": f"margin:0;padding:0;background:{PAPER}",
    "mail-ground": f"background:{PAPER};padding:24px 12px",
    "mail-sheet": f"width:100%;max-width:600px;background:{SURFACE};border-radius:10px",
    "mail-head": f"padding:24px 32px 20px;border-bottom:1px solid {LINE}",
    "mail-name": f"{FONT};font-size:18px;font-weight:700;color:{INK};text-decoration:none",
    "mail-main": "padding:28px 32px 16px",
    "mail-foot": f"padding:20px 32px 24px;border-top:1px solid {LINE};color:{SOFT}",
    "mail-small": f"margin:0 0 8px;font-size:13px;line-height:1.5;color:{SOFT}",
    "muted": f"color:{SOFT}",
    "small": "font-size:14px",
    "lead": "font-size:18px",
    "card": f"padding:18px 20px;background:{TINT};border-radius:8px",
    "button": f"display:inline-block;padding:12px 20px;background:{PRAIRIE};color:{ON_PRAIRIE};"
    "border-radius:6px;font-weight:600;text-decoration:none",
}
HEAD = (
    "<style>@media (prefers-color-scheme:dark){"
    ".mail-body,.mail-ground{background:#12181d!important}"
    ".mail-sheet{background:#161e24!important}"
    ".mail-head,.mail-foot{border-color:#33414a!important}"
    ".mail-sheet p,.mail-sheet li,.mail-sheet td,.mail-sheet h1,.mail-sheet h2,.mail-sheet h3,"
    ".mail-name{color:#e9ece7!important}"
    ".mail-sheet a{color:#84cda9!important}"
    ".mail-sheet a.button{background:#84cda9!important;color:#0e1a15!important}"
    ".mail-sheet .card{background:#1b3228!important}"
    ".mail-sheet .mail-small,.mail-sheet .muted{color:#adb8bc!important}"
    "}@media (max-width:480px){.mail-head,.mail-main,.mail-foot{padding-left:20px!important;"
    "padding-right:20px!important}}</style>"
)

OPENING = re.compile(r"<([a-z][a-z0-9]*)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.I)
CLASS = re.compile(r"\bclass\s*=\s*[\"']([^\"']*)[\"']", re.I)
STYLED = re.compile(r"\bstyle\s*=", re.I)
OURS = re.compile(r"\b(href|src)=([\"'])/(?!/)", re.I)


def dressed(html: str) -> str:
    """Write on each tag the style of its name and of its classes; one that has a style keeps it."""
    return OPENING.sub(_dress, html)


def _dress(found: re.Match[str]) -> str:
    tag, attributes = found[1].lower(), found[2]
    if STYLED.search(attributes):
        return found[0]
    named = CLASS.search(attributes)
    worn = [
        TAGS.get(tag, ""),
        *(CLASSES.get(one, "") for one in (named[1] if named else "").split()),
    ]
    style = ";".join(one for one in worn if one)
    if not style:
        return found[0]
    closed = "/" if attributes.endswith("/") else ""
    kept = attributes.removesuffix("/").rstrip()
    return f'<{tag}{kept} style="{style}"{closed}>'


def whole_addresses(html: str) -> str:
    """Links and pictures of the site, which a mail reader knows by their whole address alone."""
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    return OURS.sub(rf"\1=\2{base}/", html)
