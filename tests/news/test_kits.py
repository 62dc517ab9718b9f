"""A press kit and its one download: texts, images with their credits, files, names that every system takes."""

import io
import zipfile

import pytest
from wagtail.images.tests.utils import get_test_image_file

from editorial.models import Picture
from news.kit_archive import cleaned
from news.models import KitDocument, KitPicture, KitRelease
from tests.news.press import a_kit, a_press_room, a_release
from tests.site_pages import queries_of, text_of

pytestmark = pytest.mark.django_db

ZIP = "/presse/dossiers/vivre-a-murat/dossier.zip"


@pytest.fixture
def press():
    return a_press_room()


@pytest.fixture
def kit(press):
    body = [{"type": "paragraph", "value": '<p>Treize <a href="/contact/">communes</a>.</p>'}]
    return a_kit(press, lead="Un pays d’accueil.", body=body)


@pytest.fixture
def picture():
    return Picture.objects.create(
        title="Le télécentre, l’été", file=get_test_image_file(), credit="Atelier d’essai"
    )


def archive_of(client):
    answer = client.get(ZIP)
    assert answer.status_code == 200
    assert answer.streaming
    return zipfile.ZipFile(io.BytesIO(answer.getvalue()))


def test_the_archive_holds_the_texts(client, kit):
    found = archive_of(client)

    assert found.testzip() is None
    text = found.read("vivre-a-murat/dossier.txt").decode()
    assert "Un pays d’accueil." in text
    assert "communes (http://testserver/contact/)." in text
    assert "Treize communes du Cantal." in text
    assert "presse@example.org" in text
    assert "<h1>Vivre à Murat</h1>" in found.read("vivre-a-murat/dossier.html").decode()


def test_the_archive_holds_images_with_their_credits(client, kit, picture):
    KitPicture.objects.create(kit=kit, image=picture, caption="Le télécentre, à Murat.")

    found = archive_of(client)

    assert found.read("vivre-a-murat/images/01-le-telecentre-lete.png")[:4] == b"\x89PNG"
    credited = found.read("vivre-a-murat/images/credits.txt").decode()
    assert "01-le-telecentre-lete.png : Le télécentre, à Murat. Atelier d’essai" in credited
    assert "production de la collectivité" in credited
    assert "vivre-a-murat/images/paysage.svg" in found.namelist()


def test_the_archive_holds_files_and_releases(client, press, kit, a_document):
    KitDocument.objects.create(kit=kit, document=a_document)
    KitRelease.objects.create(kit=kit, release=a_release(press))

    names = archive_of(client).namelist()

    assert "vivre-a-murat/fichiers/01-le-programme-dete.pdf" in names
    assert "vivre-a-murat/communiques/2011-01-le-forum-revient.txt" in names


def test_a_release_that_is_not_out_is_not_in_the_kit(client, press, kit):
    KitRelease.objects.create(kit=kit, release=a_release(press, live=False))

    assert "Le Forum revient" not in text_of(client, kit)
    assert not [name for name in archive_of(client).namelist() if "communiques" in name]


def test_a_file_that_the_storage_has_lost_does_not_break_the_download(client, kit, a_document):
    KitDocument.objects.create(kit=kit, document=a_document)
    a_document.file.storage.delete(a_document.file.name)

    assert "vivre-a-murat/dossier.txt" in archive_of(client).namelist()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "etcpasswd.pdf"),
        ("Été à Murat", "ete-a-murat.pdf"),
        ("…", "fichier.pdf"),
        ("a" * 200, "a" * 80 + ".pdf"),
    ],
)
def test_names_suit_every_system(name, kept):
    assert cleaned(name, ".PDF") == kept


def test_a_kit_that_is_a_draft_has_no_download(client, press):
    a_kit(press, live=False)

    assert client.get(ZIP).status_code == 404


def test_a_kit_asks_few_queries(client, press, kit, picture, a_document):
    for number in range(4):
        KitPicture.objects.create(kit=kit, image=picture, caption=f"Vue {number}")
        KitDocument.objects.create(kit=kit, document=a_document)
    KitRelease.objects.create(kit=kit, release=a_release(press))

    many = queries_of(client, kit)
    KitPicture.objects.filter(caption__in=["Vue 1", "Vue 2"]).delete()

    assert queries_of(client, kit) == many
    assert queries_of(client, press.kits) <= 10
