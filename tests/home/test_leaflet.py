"""The leaflet: a page that anybody can read, and two sides of paper that a printer can cut."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.utils import timezone
from pypdf import PdfReader
from weasyprint import HTML

from editorial.models import IdentitySettings
from editorial.pdf.engine import OwnFiles, write_pdf
from home.leaflet import qr_code
from home.models import LeafletPage
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

PDF = "/depliant/depliant.pdf"
A4_ACROSS = (841.9, 595.3)


def read(client, address: str = PDF) -> PdfReader:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(response.content))


def text(client) -> str:
    pages = "\n".join(page.extract_text() for page in read(client).pages)
    return " ".join(pages.split())


def alternatives_under(node) -> Iterator[str]:
    """What is said of the pictures of a tagged document."""
    node = node.get_object()
    if not isinstance(node, dict):
        for child in node if isinstance(node, list) else []:
            yield from alternatives_under(child)
        return
    if "/Alt" in node:
        yield str(node["/Alt"])
    if "/K" in node:
        yield from alternatives_under(node["/K"])


def test_it_prints_on_both_sides_of_one_sheet(real_site, client):
    pages = read(client).pages

    sizes = [
        (round(float(page.mediabox.width), 1), round(float(page.mediabox.height), 1))
        for page in pages
    ]
    assert sizes == [A4_ACROSS, A4_ACROSS]


def test_it_is_made_for_those_who_listen_to_it(real_site, client):
    document = read(client)
    root = document.trailer["/Root"]

    assert document.metadata is not None
    assert document.metadata.title == "Le dépliant – Pays de Murat"
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_it_carries_its_own_letters(real_site, client):
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in read(client).pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert fonts
    assert all(name.startswith("Bricolage") for name in fonts)


def test_the_code_has_its_words(real_site, client):
    alternatives = list(alternatives_under(read(client).trailer["/Root"]["/StructTreeRoot"]))

    assert len(alternatives) == 1
    assert alternatives[0].startswith("Code QR : il mène à ")
    assert "<svg" in qr_code()


def test_a_printer_gets_the_bleed_and_where_to_cut(real_site, client):
    page = read(client, f"{PDF}?coupe=1").pages[0]

    assert page.mediabox.width > page.bleedbox.width > page.trimbox.width
    assert round(float(page.trimbox.width), 1) == A4_ACROSS[0]


def test_it_says_what_the_site_says_today(real_site, client):
    IdentitySettings.objects.update(telephone="04 65 71 99 99")
    before = text(client)
    start = timezone.localdate() + timedelta(days=1)
    session = SessionFactory(starts_on=start)

    after = text(client)

    assert session.starts_on.strftime("%Y") in after
    assert before != after


def test_it_is_made_once_for_all_who_ask(real_site, client, monkeypatch):
    read(client)
    monkeypatch.setattr(HTML, "write_pdf", None)

    read(client)


@pytest.mark.parametrize("query", ["?coupe=2", "?coupe=", "?coupe=1&coupe=x", "?autre=x"])
def test_no_question_upsets_it(real_site, client, query):
    assert client.get(PDF + query).status_code == 200


@pytest.mark.parametrize(
    "address", ["https://exemple.example.org/x.css", "file:///etc/passwd", "static:../manage.py"]
)
def test_it_fetches_nothing_but_what_is_ours(address):
    with pytest.raises((ValueError, SuspiciousFileOperation)):
        OwnFiles({}).fetch(address)


def test_a_document_that_asks_for_more_is_made_without_it():
    html = "<html lang=fr><title>x</title><p>oui<img alt='non' src='http://127.0.0.1:9/x.png'></p></html>"

    assert write_pdf(html, "", {}).startswith(b"%PDF")


def test_the_page_says_the_same_and_leads_to_the_sheet(
    real_site, client, django_assert_max_num_queries
):
    client.get("/depliant/")
    with django_assert_max_num_queries(10):
        shown = client.get("/depliant/").content.decode()

    assert 'href="/depliant/depliant.pdf"' in shown
    assert "Votre métier tient dans un ordinateur" in shown
    assert "Un bureau au télécentre" in shown


def test_a_leaflet_that_is_not_out_has_no_sheet(real_site, client):
    page = LeafletPage.objects.get()
    page.unpublish()

    assert client.get(PDF).status_code == 404


def test_an_almost_empty_leaflet_still_prints(real_site, client):
    LeafletPage.objects.update(
        offer_text="", figures=[], testimony="", steps=[], telecentre_text="", families_points=""
    )

    assert len(read(client).pages) == 2
