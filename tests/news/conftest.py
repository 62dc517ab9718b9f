import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model


@pytest.fixture
def a_document():
    file = ContentFile(b"%PDF-1.4" + b"x" * 2040, "Le programme été.PDF")
    return get_document_model().objects.create(
        title="Le programme d’été", file=file, file_size=2048
    )
