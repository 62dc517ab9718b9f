"""A document is taken only when it is what its name says, and small once opened."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection

from editorial.documents import kinds
from editorial.documents.kinds import KINDS, is_what_it_says
from tests.desk.people import a_site, at_work, someone


def archive(**files: bytes) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return content.getvalue()


ODT = archive(mimetype=b"application/vnd.oasis.opendocument.text")
SOUND = {
    "a.pdf": b"%PDF-1.7\n...",
    "a.PDF": b"\n%PDF-1.4",
    "a.odt": ODT,
    "a.ods": archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
    "a.docx": archive(word__document_xml=b"<x/>"),
    "a.xlsx": archive(xl__workbook_xml=b"<x/>"),
    "a.zip": archive(a=b"1"),
    "a.csv": b"commune;habitants\nMurat;2 000",
    "b.csv": "Laveissière;1\n".encode("cp1252"),
    "a.vtt": b"\xef\xbb\xbfWEBVTT\n",
    "a.mp4": b"\x00\x00\x00\x18ftypmp42",
    "a.webm": b"\x1aE\xdf\xa3....",
}
WRONG = {
    "html.pdf": b"<!doctype html><script>alert(1)</script>",
    "empty.pdf": b"",
    "odt.docx": ODT,
    "odt.ods": ODT,
    "cut.xlsx": archive(xl__workbook_xml=b"<x/>")[:-12],
    "crowd.zip": archive(**{f"f{number}": b"" for number in range(2001)}),
    "html.csv": b" <html>",
    "null.csv": b"a;b\x00c",
    "exe.mp4": b"MZ\x90\x00\x03",
    "a.svg": b"<svg/>",
    "noname": b"%PDF-1.7",
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_is_taken(name):
    assert is_what_it_says(name, BytesIO(SOUND[name]))


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_what_it_says_is_refused(name):
    assert not is_what_it_says(name, BytesIO(WRONG[name]))


def test_an_archive_that_swells_is_refused(monkeypatch):
    monkeypatch.setattr(kinds, "MOST_BYTES", 1000)

    assert not is_what_it_says("bomb.zip", BytesIO(archive(a=b"0" * 1001)))


def test_every_extension_that_the_site_takes_is_known():
    assert set(settings.WAGTAILDOCS_EXTENSIONS) == set(KINDS)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "taken"), [("a.pdf", True), ("html.pdf", False)])
def test_the_library_says_why_in_french_beside_the_field(name, taken):
    a_site()
    file = SimpleUploadedFile(name, (SOUND | WRONG)[name])
    desk = at_work(someone("Relecteur"))
    filled = {"title": "Règlement", "collection": Collection.get_first_root_node().pk}

    answer = desk.post(reverse("wagtaildocs:add"), filled | {"file": file})

    assert Document.objects.exists() is taken
    assert ("n’est pas ce que son nom annonce" in answer.content.decode()) is not taken
