"""The form by which a document comes in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

from editorial.documents.kinds import is_what_it_says

NOT_WHAT_IT_SAYS = (
    "Ce fichier n’est pas ce que son nom annonce, ou il est abîmé. "
    "Ouvrez-le, enregistrez-le à nouveau dans son format, puis renvoyez-le."
)


class DocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and not is_what_it_says(file.name, file):
            raise ValidationError(NOT_WHAT_IT_SAYS, code="not_what_it_says")
        return file
