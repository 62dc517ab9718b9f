"""The blocks of a page: each has a preview, says what is missing, and asks nothing of another host."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.test import RequestFactory

from editorial.blocks import BodyBlock
from editorial.models import StandardPage
from tests.editorial.factories import DocumentFactory, PictureFactory
from tests.site_pages import published, queries_of, text_of

pytestmark = pytest.mark.django_db

BODY = BodyBlock()
NAMES = list(BODY.child_blocks)


def page_of(name, value) -> StandardPage:
    return published(StandardPage(title="Essai", body=[(name, value)]))


@pytest.mark.parametrize("name", NAMES)
def test_every_block_says_what_it_is_for_and_shows_itself(name):
    block = BODY.child_blocks[name]
    value = block.get_preview_value()
    context = {
        "request": RequestFactory().get("/"),
        "block_def": block,
        "bound_block": block.bind(value),
    }

    shown = render_to_string(block.get_preview_template(value), context)

    assert block.get_description()
    assert block.is_previewable
    assert block.meta.group
    assert shown.count('<div class="wrap section section--tight prose">') == 1
    assert len(shown.split("prose", 1)[1]) > 60


def test_the_chooser_stays_short_enough_to_be_read():
    assert len(set(NAMES) - {"live"}) <= 12
    assert len({block.meta.group for block in BODY.child_blocks.values()}) == 3


def test_an_image_comes_in_every_size_and_says_who_made_it(client):
    image = PictureFactory()
    shown = text_of(client, page_of("picture", {"image": image, "caption": "La halle."}))

    assert 'type="image/avif"' in shown
    assert 'type="image/webp"' in shown
    assert "format-avif.width-1440.avif 1440w" in shown
    assert 'height="300"' in shown
    assert 'alt="La halle de pierre, un jour de marché"' not in shown.split("figcaption")[1]
    assert "Camille Roux, CC BY 4.0" in shown
    assert 'loading="eager"' in shown


def test_several_images_make_a_gallery_of_which_one_is_asked_for_at_once(client):
    first, other = PictureFactory.create_batch(2)
    page = page_of(
        "picture",
        {"image": first, "caption": "", "others": [{"image": other, "caption": "Le marché"}]},
    )

    shown = text_of(client, page)

    assert 'class="gallery"' in shown
    assert shown.count('loading="eager"') == 1
    assert shown.count('loading="lazy"') == 1
    assert "960x640" in shown


def gallery(count):
    others = [{"image": image, "caption": ""} for image in PictureFactory.create_batch(count)]
    return page_of("picture", {"image": PictureFactory(), "caption": "", "others": others})


def test_a_page_of_many_images_costs_no_more_than_a_page_of_two(client):
    assert queries_of(client, gallery(6)) == queries_of(client, gallery(1))


def film():
    return DocumentFactory(file=ContentFile(b"film", "film.mp4"))


def video(**change):
    value = {
        "title": "Une journée au télécentre",
        "poster": PictureFactory(),
        "file": None,
        "captions": None,
        "url": "https://vimeo.com/123",
        "transcript": "<p>Neuf heures.</p>",
    }
    block = BODY.child_blocks["video"]
    return block, block.normalize(value | change)


def test_a_video_elsewhere_is_a_link_and_nothing_more(client):
    block, value = video()
    shown = text_of(client, page_of("video", block.clean(value)))

    assert '<a class="video__link" href="https://vimeo.com/123"' in shown
    assert "<iframe" not in shown
    assert 'src="https' not in shown
    assert "Neuf heures." in shown


def test_a_video_of_ours_waits_for_a_click(client):
    block, value = video(url="", file=film())
    shown = text_of(client, page_of("video", block.clean(value)))

    assert 'preload="none"' in shown
    assert 'poster="/medias/' in shown


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"transcript": ""}, "transcript"),
        ({"url": ""}, "file"),
        ({"url": "https://exemple.example.org/film"}, "url"),
        ({"url": "http://vimeo.com/1"}, "url"),
        ({"url": "https://vimeo.com.example.org/1"}, "url"),
    ],
)
def test_a_video_without_what_it_needs_is_refused_beside_the_field(change, field):
    block, value = video(**change)

    with pytest.raises(ValidationError) as refusal:
        block.clean(value)

    assert field in refusal.value.block_errors


def test_a_file_that_is_no_video_is_refused():
    block, value = video(url="", file=DocumentFactory())

    with pytest.raises(ValidationError) as refusal:
        block.clean(value)

    assert "file" in refusal.value.block_errors


def test_a_file_says_its_format_its_weight_and_its_language(client):
    value = {"files": [{"document": DocumentFactory(), "title": "", "language": "en"}]}

    assert "PDF, 310 Ko, en anglais" in text_of(client, page_of("files", value))
