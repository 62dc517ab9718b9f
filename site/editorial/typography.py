"""French spacing: thin no-break spaces where the hand types plain ones, curved apostrophes.

Only text is touched: tags, attributes, entities, addresses of pages and of mailboxes stay as they are.
"""

from __future__ import annotations

import re

from django.utils.safestring import mark_safe

NO_BREAK = "\u00a0"
NARROW = "\u202f"
SPACES = f"[ {NO_BREAK}{NARROW}]"

KEPT_IN_TEXT = r"(?:https?://|www\.)[^\s<>«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
KEPT_IN_HTML = (
    r"<(?P<raw>script|style|code|pre|textarea)\b.*?</(?P=raw)\s*>|<!--.*?-->|<[^>]*>"
    rf"|&(?!#x27;|#39;|rsquo;)\#?\w+;|{KEPT_IN_TEXT}"
)
TEXT = re.compile(KEPT_IN_TEXT)
HTML = re.compile(KEPT_IN_HTML, re.DOTALL | re.IGNORECASE)

UNITS = r"%|€|°C|km/h|km²?|cm|mm|m²?|ha|h|min|kg|[KMG]o|[KMG]bit/s"

RULES = [
    (re.compile(r"&(?:#x27|#39|rsquo);"), "'"),
    (re.compile(r"(?<=\w)['’](?=[\w«])"), "’"),
    (re.compile(rf"«{SPACES}*(?=\S|$)"), f"«{NO_BREAK}"),
    (re.compile(rf"(?<=\S){SPACES}*»"), f"{NO_BREAK}»"),
    (re.compile(rf"^{SPACES}+(?=[;!?])"), NARROW),
    (re.compile(rf"(?<=[\w)\]’…%€»]){SPACES}*(?=[;!?]+(?:[\s)»]|$))"), NARROW),
    (re.compile(rf"^{SPACES}+(?=»|:(?:\s|$))"), NO_BREAK),
    (re.compile(rf"(?<=[\w)\]’…%€»]){SPACES}*(?=:(?:\s|$))"), NO_BREAK),
    (re.compile(rf"(?<=\d){SPACES}(?=\d{{3}}(?!\d))"), NARROW),
    (re.compile(rf"(?<=\d){SPACES}(?=(?:{UNITS})(?![\w’]))"), NO_BREAK),
    (re.compile(rf"(?<=\bn°){SPACES}(?=\d)"), NO_BREAK),
]


def french(text: object) -> str:
    """Space a text in the French manner; safe HTML stays safe and keeps its tags untouched."""
    if hasattr(text, "__html__"):
        return mark_safe(respaced(str(text.__html__()), HTML))  # noqa: S308  # nosec B308
    return respaced(str(text), TEXT)


def respaced(text: str, kept: re.Pattern[str]) -> str:
    pieces: list[str] = []
    end = 0
    for match in kept.finditer(text):
        pieces += [space(text[end : match.start()]), match.group()]
        end = match.end()
    return "".join([*pieces, space(text[end:])])


def space(text: str) -> str:
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return text
