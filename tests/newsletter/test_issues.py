"""Issues of the newsletter on the site: the archive, a page, what keeps one from going out."""

from datetime import date

import pytest
from django.conf import settings
from django.utils import timezone
from wagtail.blocks.struct_block import StructBlockValidationError

from editorial.findings.finding import Level
from editorial.models import Embargo, StandardPage
from newsletter.models import IssuePage, next_number
from tests.editorial.factories import PictureFactory
from tests.news.factories import a_home_page
from tests.newsletter.factories import an_index, an_issue
from tests.site_pages import published, queries_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return a_home_page()


@pytest.fixture
def index(home):
    return an_index()


def of_features(*pages, **more):
    chosen = [{"page": page} | more for page in pages]
    return [("features", {"title": "À la une", "features": chosen})]


def stops(issue):
    return [one.text for one in issue.findings() if one.level is Level.BLOCKING]


def test_the_archive_lists_what_is_out_the_latest_first(index, client):
    an_issue(index, title="La première")
    an_issue(index, title="La deuxième")
    an_issue(index, title="Un brouillon", live=False)
    held = an_issue(index, title="Sous embargo")
    Embargo.objects.create(page=held, until=timezone.now() + timezone.timedelta(days=1))

    text = text_of(client, index)

    assert text.index("La deuxième") < text.index("La première")
    assert "Un brouillon" not in text
    assert "Sous embargo" not in text


def test_the_archive_asks_the_same_whatever_its_length(index, client):
    an_issue(index)
    one = queries_of(client, index)
    for _ in range(5):
        an_issue(index)

    assert queries_of(client, index) == one


def test_an_empty_archive_says_so(index, client):
    assert "Pas encore de numéro" in text_of(client, index)


def test_numbers_follow_each_other(index):
    assert [an_issue(index).number, an_issue(index).number, next_number()] == [1, 2, 3]


def test_an_issue_shows_its_blocks_and_leads_to_its_neighbours(index, client):
    first = an_issue(index, title="La première")
    told = published(StandardPage(title="Le télécentre", slug="bureaux", lead="Dix bureaux."))
    body = [
        *of_features(told),
        (
            "dates",
            {
                "title": "À noter",
                "dates": [{"day": date(2011, 10, 9), "text": "Le Forum", "place": "Murat"}],
            },
        ),
        ("quote", {"text": "On a su le soir même.", "author": "Une famille", "fictional": True}),
        ("buttons", {"links": [{"label": "Nous écrire", "url": "/contact/"}]}),
    ]

    text = text_of(client, an_issue(index, body=body, title="La deuxième"))

    for said in (
        "Le télécentre",
        "Dix bureaux.",
        "Le Forum",
        "On a su le soir même.",
        "Nous écrire",
    ):
        assert said in text
    assert f'rel="prev" href="{first.url}"' in text
    assert 'rel="next"' not in text


def test_a_page_that_nobody_may_read_is_not_on_the_front(index, client):
    draft = published(StandardPage(title="Un secret", slug="secret", live=False))
    issue = an_issue(index, body=of_features(draft))

    assert "Un secret" not in text_of(client, issue)
    assert any("Un secret" in text for text in stops(issue))


def test_what_keeps_an_issue_back_is_told(index):
    assert any("vide" in text for text in stops(an_issue(index, body=[], introduction="")))
    told = published(StandardPage(title="Les bureaux", slug="bureaux"))
    picture = PictureFactory()
    picture.contextual_alt_text, picture.decorative = "", False
    assert any(
        "remplacement" in text
        for text in stops(an_issue(index, body=of_features(told, image=picture)))
    )
    long = an_issue(
        index, subject="Un objet qui n’en finit pas, et que les téléphones coupent au milieu"
    )
    assert "subject" in {one.field for one in long.findings()}
    assert stops(an_issue(index)) == []


def test_a_date_ends_after_it_begins(index):
    dates = (
        IssuePage.body.field.stream_block.child_blocks["dates"].child_blocks["dates"].child_block
    )
    with pytest.raises(StructBlockValidationError) as refused:
        dates.clean(dates.to_python({"day": "2011-10-09", "until": "2011-10-09", "text": "Forum"}))

    assert list(refused.value.block_errors) == ["until"]


@pytest.mark.parametrize("name", ["features", "text", "dates"])
def test_every_block_is_named_described_and_can_be_previewed(name):
    block = IssuePage.body.field.stream_block.child_blocks[name]

    assert block.label
    assert block.meta.description
    assert block.render(block.get_preview_value())


def test_the_letter_is_offered_where_a_plugin_sends_it_and_nowhere_else(index, client):
    for page in (index, an_issue(index)):
        main = text_of(client, page).partition("<main")[2].partition("</main>")[0]
        assert ("abonnement" in main) == bool(settings.PLUGINS)
