"""What keeps robots from a public form without asking people anything: a trap, and a signed hour.

The key also makes of a form that is sent twice one sending.
"""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils import timezone

from editorial import form_key

SEND_AGAIN = "Relisez votre message, puis envoyez-le encore une fois."


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
        self.sent = form_key.issue(timezone.now())

    @property
    def key_uuid(self) -> uuid.UUID:
        return self.sent.uuid

    @property
    def fresh_key(self) -> str:
        return self.sent.sign()

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        now = timezone.now()
        found = form_key.read(answers.get("key", ""))
        if found is None or found.is_too_fast(now) or found.has_expired(now):
            self.sent = form_key.renew(found, now)
            self.add_error(None, SEND_AGAIN)
        else:
            self.sent = found
        return answers

    @property
    def is_robot(self) -> bool:
        return bool(self.cleaned_data.get("site_web"))
