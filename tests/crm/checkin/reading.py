"""A page as it is read: without its tags, its spaces plain."""

import html
import re


def text_of(answer) -> str:
    words = html.unescape(re.sub(r"<[^>]+>", "", answer.content.decode()))
    return " ".join(words.replace("\xa0", " ").replace("\u202f", " ").split())
