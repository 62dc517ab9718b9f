"""The form by which an image comes in: what no browser could open is refused beside its field."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from PIL import Image as Pillow
from wagtail.images.forms import BaseImageForm

UNREADABLE = "Ce fichier est abîmé, ou trop grand pour être ouvert. Enregistrez-le à nouveau."


class PictureForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            field = self.fields["file"]
            read = field.to_python
            field.to_python = lambda data: refused_if_unreadable(read, data)  # type: ignore[method-assign]


def refused_if_unreadable(read: Any, data: Any) -> Any:
    """Read an upload to its last pixel: a truncated file fails here rather than on a page."""
    try:
        file = read(data)
        if file is not None and file.image.format_name != "svg":
            file.seek(0)
            with Pillow.open(file) as image:
                image.load()
            file.seek(0)
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
        raise ValidationError(UNREADABLE, code="unreadable") from error
    return file
