"""What a paper may be: told by its name and by its content, one that lies is refused."""

import pytest

from crm.journal.refusal import Refused
from crm.papers.checking import checked, clean_name
from crm.papers.models import HEAVIEST
from tests.crm.papers.files import PDF, archive, docx, odt, picture, upload

SECRET = "Lettre confidentielle"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("cv.pdf", PDF, "application/pdf"),
        ("CV.PDF", PDF, "application/pdf"),
        ("photo.jpg", picture("JPEG"), "image/jpeg"),
        ("photo.png", picture(), "image/png"),
        ("projet.odt", odt(), "application/vnd.oasis.opendocument.text"),
        ("projet.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)  # fmt: skip
def test_what_is_what_it_says_is_accepted(name, content, told):
    assert checked(upload(name, content)) == told


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("page.html", b"<script>", "Seuls les fichiers"),
        ("cv.pdf.exe", PDF, "Seuls les fichiers"),
        ("sans-extension", PDF, "Seuls les fichiers"),
        ("cv.pdf", b"<html><script>alert(1)</script></html>", "n’est pas ce que dit son nom"),
        ("cv.pdf", picture(), "n’est pas ce que dit son nom"),
        ("photo.png", picture("JPEG"), "n’est pas ce que dit son nom"),
        ("photo.jpg", b"\xff\xd8\xff" + b"0" * 100, "n’est pas|abîmé"),
        ("photo.png", picture(size=(400, 400))[:200], "abîmé"),
        ("projet.odt", docx(), "n’est pas ce que dit son nom"),
        ("projet.docx", odt(), "n’est pas ce que dit son nom"),
        ("projet.docx", archive(**{"a.txt": b"x"}), "n’est pas ce que dit son nom"),
        ("projet.docx", docx(**{"word/vbaProject.bin": b"x"}), "macros"),
        ("projet.odt", b"PK\x03\x04" + b"0" * 50, "n’est pas ce que dit son nom"),
        ("vide.pdf", b"", "vide"),
        ("gros.pdf", PDF + b"0" * HEAVIEST, "dépasse 10 Mo"),
    ],
)
def test_what_lies_about_its_type_is_refused(name, content, why):
    with pytest.raises(Refused, match=why):
        checked(upload(name, content))


def test_a_picture_that_would_fill_the_memory_is_refused_unopened():
    with pytest.raises(Refused, match="abîmé, ou trop grand"):
        checked(upload("bombe.png", picture(size=(9000, 9000))))


def test_an_archive_that_would_fill_the_disk_is_refused_unpacked():
    bomb = docx(**{f"word/{number}.xml": b"0" * 40_000_000 for number in range(5)})
    assert len(bomb) < HEAVIEST

    with pytest.raises(Refused, match="abîmé, ou trop grand"):
        checked(upload("bombe.docx", bomb))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("..\\..\\etc\\CV  de Claire.PDF", "CV de Claire.pdf"),
        ("../../passwd.pdf", "passwd.pdf"),
        ("facture\u202efdp.exe.pdf", "facturefdp.exe.pdf"),
        ('CV";\r\nX-Evil: 1.pdf', "CV X-Evil 1.pdf"),
        ("...pdf", "piece.pdf"),
        ("é" * 300 + ".pdf", "é" * 100 + ".pdf"),
    ],
)
def test_a_name_that_a_system_would_misread_is_cleaned(typed, kept):
    assert clean_name(typed) == kept
