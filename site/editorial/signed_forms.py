"""What keeps robots from a public form without asking people anything: a trap, and a signed hour.

The key also makes of a form that is sent twice one sending.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.utils import timezone

SALT = "editorial.signed_forms"
TOO_FAST = timedelta(seconds=3)
EXPIRES_AFTER = timedelta(hours=24)
SEND_AGAIN = "Relisez votre message, puis envoyez-le encore une fois."


def issue(at: datetime) -> str:
    return signing.Signer(salt=SALT).sign_object([uuid.uuid4().hex, int(at.timestamp())])


def read(text: str) -> tuple[uuid.UUID, datetime] | None:
    """The key and its hour, None when we have not signed it."""
    try:
        identity, seconds = signing.Signer(salt=SALT).unsign_object(text)
    except (signing.BadSignature, ValueError):
        return None
    return uuid.UUID(identity), datetime.fromtimestamp(seconds, UTC)


class SignedForm(forms.Form):
    """`is_robot` once it is valid: thank it, keep nothing. `key_uuid`: the identity of this sending."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    # Nobody sees it: only a robot fills it in.
    site_web = forms.CharField(
        label="Ne rien écrire ici",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.key_uuid = uuid.uuid4()
        self.fresh_key = issue(timezone.now())

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        now = timezone.now()
        found = read(answers.get("key", ""))
        if found is None or not TOO_FAST <= now - found[1] <= EXPIRES_AFTER:
            # Whoever reads this sentence has the page before them, and may send at once.
            self.fresh_key = issue(now - TOO_FAST)
            self.add_error(None, SEND_AGAIN)
        else:
            self.key_uuid = found[0]
            self.fresh_key = answers["key"]
        return answers

    @property
    def is_robot(self) -> bool:
        return bool(self.cleaned_data.get("site_web"))
