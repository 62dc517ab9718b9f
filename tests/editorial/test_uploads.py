"""What comes in as an image is one, to its last pixel."""

from importlib import import_module

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from wagtail.images.tests.utils import get_test_image_file_jpeg
from wagtail.models import Collection

from editorial.models import Picture

pytestmark = pytest.mark.django_db

WHOLE = get_test_image_file_jpeg(size=(640, 400)).file.getvalue()


def posted(admin_client, data: bytes, name: str = "halle.jpg"):
    answers = {
        "title": "La halle",
        "credit": "Camille Roux",
        "licence": "own",
        "collection": Collection.get_first_root_node().pk,
        "file": SimpleUploadedFile(name, data, "image/jpeg"),
        "focal_point_x": "",
    }
    return admin_client.post("/admin/images/add/", answers)


def test_a_whole_image_comes_in(admin_client):
    posted(admin_client, WHOLE)

    assert Picture.objects.get().credit == "Camille Roux"


def test_a_truncated_image_is_refused_beside_its_field(admin_client):
    response = posted(admin_client, WHOLE[: len(WHOLE) // 2])

    assert "abîmé" in response.content.decode()
    assert not Picture.objects.exists()


def test_the_printer_of_the_leaflet_does_not_let_truncated_images_in(admin_client):
    import_module("editorial.pdf.engine")

    response = posted(admin_client, WHOLE[: len(WHOLE) // 2])

    assert "abîmé" in response.content.decode()


def test_a_few_bytes_that_open_into_too_many_pixels_are_refused(admin_client, monkeypatch):
    monkeypatch.setattr(Pillow, "MAX_IMAGE_PIXELS", 1000)

    response = posted(admin_client, WHOLE)

    assert response.status_code == 200
    assert "abîmé" in response.content.decode()
    assert not Picture.objects.exists()
