from __future__ import annotations

import logging
import mimetypes
import os
from collections.abc import Mapping
from pathlib import Path

from django.contrib.staticfiles import finders
from PIL import ImageFile
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

# WeasyPrint turns it on for the whole process: a cut-off image would then be taken for a whole one.
ImageFile.LOAD_TRUNCATED_IMAGES = False

STATIC, PICTURE = "static:", "picture:"
# It tells each table of each font that it cuts down to the letters in use.
logging.getLogger("fontTools").setLevel(logging.ERROR)
# It would date the letters that it cuts from the second of the drawing: the same document is the same bytes.
os.environ.setdefault("SOURCE_DATE_EPOCH", "1262304000")


class OwnFiles(URLFetcher):
    """Gives the static files of the project (static:fonts/…) and the drawings of one document (picture:…)."""

    def __init__(self, pictures: Mapping[str, str]) -> None:
        super().__init__(allowed_protocols=())
        self.pictures = pictures

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url.startswith(PICTURE) and (svg := self.pictures.get(url.removeprefix(PICTURE))):
            return URLFetcherResponse(url, svg.encode(), {"Content-Type": "image/svg+xml"})
        found = finders.find(url.removeprefix(STATIC)) if url.startswith(STATIC) else None
        if not found:
            raise ValueError(f"{url} is not a file of this document")
        kind = mimetypes.guess_type(url)[0] or "application/octet-stream"
        return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": kind})


def write_pdf(html: str, css: str, pictures: Mapping[str, str]) -> bytes:
    files, fonts = OwnFiles(pictures), FontConfiguration()
    sheets = [CSS(string=css, url_fetcher=files, font_config=fonts)]
    # The font draws a narrow no-break space with its plain space: whoever copies the text would get that one.
    document = HTML(string=html.replace("\u202f", "\u00a0"), url_fetcher=files)
    written: bytes = document.write_pdf(
        stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True
    )
    return written
