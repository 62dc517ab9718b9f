"""People of one household who apply together: named by a code or an address, found by advisors alone.

Nothing is ever told to whoever types a name: neither that it exists nor that it does not.
"""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from crm.people.contacts import normalise_email

from .models import Companion, Submission
from .models.submission import CODE_LENGTH, LETTERS

MOST_COMPANIONS = 6
CODE = re.compile(rf"[{LETTERS}]{{{CODE_LENGTH}}}")


def code_key(text: str) -> str:
    """Return a code as it compares, "" when it is none: « abcd-efgh » is ABCDEFGH."""
    plain = re.sub(r"[\s\-–]", "", text).upper()
    return plain if CODE.fullmatch(plain) else ""


def code_in_words(code: str) -> str:
    """« ABCD-EFGH », "" without a code."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}" if code else ""


def references(typed: str) -> tuple[dict[str, str], list[str]]:
    """Return what was named, key → as it was typed, and the words that name nobody."""
    found: dict[str, str] = {}
    unread = []
    if key := code_key(typed):
        return {key: typed}, []
    for word in re.split(r"[\s,;]+|\bet\b", typed):
        if not word:
            continue
        if key := code_key(word) or _address_key(word):
            found.setdefault(key, word)
        else:
            unread.append(word)
    return found, unread


def _address_key(word: str) -> str:
    try:
        validate_email(word)
    except ValidationError:
        return ""
    return normalise_email(word)


def note_companions(submission: Submission, typed: str) -> None:
    """Keep whom a form names. The sender's own code or address names nobody else."""
    found, _ = references(typed)
    own = {submission.code, normalise_email(str(submission.payload.get("email", "")))}
    Companion.objects.bulk_create(
        Companion(submission=submission, named=named[:254], key=key[:254])
        for key, named in list(found.items())[:MOST_COMPANIONS]
        if key not in own
    )
