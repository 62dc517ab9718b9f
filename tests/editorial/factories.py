"""Images and documents as staff upload them, made in memory."""

import factory
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from editorial.models import Licence, Picture


class PictureFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence("La halle {}".format)
    description = "La halle de pierre, un jour de marché"
    credit = "Camille Roux"
    licence = Licence.CC_BY
    file = factory.LazyFunction(lambda: get_test_image_file(size=(1600, 1000)))
    collection = factory.LazyFunction(Collection.get_first_root_node)

    class Meta:
        model = Picture


class DocumentFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence("Dossier {}".format)
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7 " + b"x" * 310_000, "dossier.pdf"))
    file_size = 310_009
    collection = factory.LazyFunction(Collection.get_first_root_node)

    class Meta:
        model = Document
