"""The e-mail of an issue: whole addresses, sound markup, and a plain text that leaves nothing out."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from editorial.models import StandardPage
from home.content import load
from newsletter import emails
from newsletter.models import IssuePage
from newsletter.plain_text import WIDTH, plain_text
from tests.editorial.factories import PictureFactory
from tests.news.factories import a_home_page
from tests.newsletter.factories import an_index, an_issue
from tests.site_pages import published

pytestmark = pytest.mark.django_db

ROOT = "http://testserver"
VOID = {"br", "img", "hr"}


class Sound(HTMLParser):
    """Every element is closed where it was opened."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.seen = set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(autouse=True)
def _site(settings):
    settings.WAGTAILADMIN_BASE_URL = ROOT


@pytest.fixture
def issue():
    a_home_page()
    told = published(
        StandardPage(title="Le télécentre", slug="bureaux", lead="Dix bureaux & un café.")
    )
    picture = PictureFactory()
    picture.contextual_alt_text, picture.decorative = "La halle un jour de marché", False
    text = (
        '<p>Voir <a href="/contact/?sujet=a&amp;b=1">le contact</a> ou <a href="https://www.insee.fr/">'
        "l’INSEE</a>.</p><ul><li>Un bureau</li><li>Une salle</li></ul>"
    )
    dates = [
        {
            "day": date(2011, 10, 9),
            "until": date(2011, 10, 10),
            "text": "Le Forum",
            "place": "Murat",
            "page": told,
        }
    ]
    feature = {"page": told, "image": picture, "action": "Voir les bureaux"}
    return an_issue(
        an_index(),
        title="Trois gestes",
        lead="Le site fait peau neuve.",
        body=[
            ("features", {"title": "À la une", "features": [feature]}),
            ("text", {"title": "Bon à savoir", "text": text}),
            ("dates", {"title": "À noter", "dates": dates}),
            ("quote", {"text": "On a su", "author": "Une famille", "fictional": True}),
            ("buttons", {"links": [{"label": "Nous écrire", "url": "/contact/"}]}),
        ],
    )


def test_the_markup_is_sound_and_plain(issue):
    found = Sound()
    found.feed(emails.html_of(issue))

    assert found.open == []
    assert found.seen <= {
        "p",
        "h1",
        "h2",
        "h3",
        "ul",
        "li",
        "a",
        "img",
        "strong",
        "br",
        "blockquote",
    }


def test_addresses_are_whole_and_those_of_the_site_tell_where_readers_come_from(issue):
    html = emails.html_of(issue, query="origine=l-7")

    links = re.findall(r'href="([^"]*)"', html)
    assert f"{ROOT}/bureaux/?origine=l-7" in links
    assert f"{ROOT}/contact/?sujet=a&amp;b=1&amp;origine=l-7" in links
    assert "https://www.insee.fr/" in links
    assert all(link.startswith((f"{ROOT}/", "https://www.insee.fr/")) for link in links)
    assert f"{issue.full_url.replace('http://localhost', ROOT)}?origine=l-7" in links


def test_a_picture_is_ours_and_says_what_it_shows(issue):
    [picture] = re.findall(r"<img[^>]*>", emails.html_of(issue))

    assert f'src="{ROOT}/' in picture
    assert ".jpg" in picture
    assert 'alt="La halle un jour de marché"' in picture


def test_the_plain_text_says_all_and_is_wrapped(issue):
    text = emails.text_of(issue).replace("\u00a0", " ").replace("\u202f", " ")
    flat = " ".join(text.split())

    for said in (
        "Trois gestes ============", "Le site fait peau neuve.", "Bonjour,", "Le télécentre",
        "Dix bureaux & un café.", f"Voir les bureaux ({ROOT}/bureaux/)", "[Image : La halle un jour de marché]",
        "le contact (http", "l’INSEE (https://www.insee.fr/)", "- Un bureau", "- Une salle",
        "9 et 10 octobre 2011", "Le Forum", "On a su", f"Nous écrire ({ROOT}/contact/)",
    ):  # fmt: skip
        assert said in flat, said
    assert all(len(line) <= WIDTH or "http" in line for line in text.splitlines())
    assert "<" not in text


def test_plain_text_holds_lists_headings_and_lines():
    html = "<h2>Un titre</h2><p>Une<br>autre</p><ol><li>un <a href='https://a.fr/'>lien</a></li></ol><script>x</script>"

    assert plain_text(html) == "Un titre\n--------\n\nUne\nautre\n\n- un lien (https://a.fr/)\n"


@pytest.mark.parametrize(
    ("mode", "said"), [("courriel", "<h1>Trois gestes</h1>"), ("courriel-texte", "============")]
)
def test_the_editor_looks_at_the_e_mail(issue, mode, said):
    assert mode in dict(issue.preview_modes)

    answer = issue.make_preview_request(preview_mode=mode)

    assert answer.status_code == 200
    assert (
        said in answer.render().content.decode()
        if hasattr(answer, "render")
        else answer.content.decode()
    )


def test_the_loader_reads_pages_and_days_inside_blocks(tmp_path):
    (tmp_path / "10.toml").write_text(
        """
[[page]]
type = "home.HomePage"
slug = "accueil"
title = "Accueil"
slogan = "Venez."

[[page]]
type = "newsletter.NewsletterIndexPage"
parent = "/"
slug = "lettre"
title = "La lettre"

[[page]]
type = "newsletter.IssuePage"
parent = "/lettre/"
slug = "un"
title = "Un"
number = 1
body = [
  { type = "dates", value = { title = "À noter", dates = [
    { day = "today+2", text = "Le Forum", page = "/lettre/" },
  ] } },
]
"""
    )

    load(tmp_path, date(2011, 3, 23))

    item = IssuePage.objects.get().body[0].value["dates"][0]
    assert (item["day"], item["page"].slug) == (date(2011, 3, 25), "lettre")
