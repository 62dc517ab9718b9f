"""French texts with merge fields, that managers write: checked, filled and escaped, then laid out.

An empty line begins a paragraph, « ## » a heading, « - » an item of a list.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from editorial.typography import french

FIELD = re.compile(r"\{([^{}]*)\}")


def problems(text: str, fields: Container[str]) -> list[str]:
    """Return what is wrong with the merge fields of a text, a French sentence each."""
    found = [
        f"« {{{name}}} » n’est pas un champ connu."
        for name in dict.fromkeys(FIELD.findall(text))
        if name not in fields
    ]
    if re.search(r"[{}]", FIELD.sub("", text)):
        found.append("Une accolade est seule : un champ s’écrit {personne}.")
    return found


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in the place of their fields: plain text, which nothing has escaped yet."""
    return FIELD.sub(lambda found: values.get(found[1], ""), text)


def laid_out(text: str, values: Mapping[str, str]) -> SafeString:
    """A text of a template as HTML, its values escaped, spaced in the French manner."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return format_html_join("\n", "{}", ((_block(block, values),) for block in blocks if block))


def _block(block: str, values: Mapping[str, str]) -> SafeString:
    lines = [line.strip() for line in block.splitlines()]
    if lines[0].startswith("## "):
        heading = format_html("<h2>{}</h2>", _line(lines[0][3:], values))
        rest = "\n".join(lines[1:])
        return format_html("{}{}", heading, _block(rest, values)) if rest else heading
    if all(line.startswith("- ") for line in lines):
        items = ((_line(line[2:], values),) for line in lines)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", items))
    told = (_line(line, values) for line in lines)
    return format_html("<p>{}</p>", mark_safe("<br>".join(told)))  # noqa: S308  # nosec B308


def _line(line: str, values: Mapping[str, str]) -> SafeString:
    return mark_safe(escape(french(fill(line, values))))  # noqa: S308  # nosec B308
