"""What is found on a page before it is published: one rule, one sentence."""

from datetime import date

import pytest
from wagtail.images.tests.utils import get_test_image_file

from editorial.blocks import BodyBlock
from editorial.findings.finding import Level, advice, blocking, in_order
from editorial.models import Picture, StandardPage
from tests.news.factories import a_home_page

pytestmark = pytest.mark.django_db


def a_page(*blocks: tuple[str, object], **fields: object) -> StandardPage:
    """A page that only its blocks, or the fields told, can make wrong."""
    sound = {
        "title": "Venir quelques jours",
        "lead": "On loge sur place et l’on rencontre ceux qui sont venus.",
        "search_description": "Venir quelques jours au pays de Murat.",
        "review_on": date(2031, 1, 1),
    }
    body = BodyBlock().to_python([{"type": name, "value": value} for name, value in blocks])
    return StandardPage(**sound | {"body": body} | fields)


def found(page: StandardPage) -> list[str]:
    return [
        f"{one.level.value} : {one.text}"
        for one in in_order(page.findings())
        if one.field != "social_image"
    ]


def paragraph(html: str) -> tuple[str, object]:
    return ("paragraph", html)


def heading(text: str, level: str = "2") -> tuple[str, object]:
    return ("heading", {"text": text, "level": level})


def test_nothing_is_found_on_a_sound_page():
    page = a_page(heading("Où dormir"), paragraph("<p>Au <a href='/gite/'>gîte de Murat</a>.</p>"))

    assert found(page) == []


@pytest.mark.parametrize(
    ("block", "level", "words"),
    [
        (heading(""), "bloquant", "Un titre est vide"),
        (heading("Seul", "3"), "à vérifier", "saute un niveau"),
        (paragraph("<h4>Profond</h4>"), "à vérifier", "« Profond » saute un niveau"),
        (paragraph('<p><a href="/x/">Cliquez ici</a></p>'), "à vérifier", "ne dit pas où il mène"),
        (paragraph('<p><a href="/x/"> </a></p>'), "bloquant", "n’a pas de texte"),
        (
            paragraph('<p><a href="https://a.fr/b">https://a.fr/b</a></p>'),
            "à vérifier",
            "est une adresse",
        ),
        (
            paragraph('<p><a linktype="document" id="7">Le règlement</a></p>'),
            "à vérifier",
            "ouvre un document",
        ),
        (paragraph("<p>INSCRIVEZ VOUS AVANT NOËL</p>"), "à vérifier", "tout en capitales"),
        (
            paragraph("<p>Le Forum aura lieu le 7 octobre 2010.</p>"),
            "à vérifier",
            "Le 7 octobre 2010 est passé",
        ),
        (
            paragraph("<p>Écrire à jean.dupont@example.org</p>"),
            "à vérifier",
            "adresse d’une personne",
        ),
        (paragraph("<p>Écrire à murat@orange.fr</p>"), "à vérifier", "adresse d’une personne"),
        (
            ("buttons", {"links": [{"label": "En savoir plus", "page": None, "url": "/x/"}]}),
            "à vérifier",
            "ne dit pas où il mène",
        ),
        (
            (
                "accordion",
                {"items": [{"title": "Quand ?", "text": '<p><a href="/x/">ici</a></p>'}]},
            ),
            "à vérifier",
            "« ici » ne dit pas",
        ),
    ],
)
def test_a_block_is_held_to_a_rule(block, level, words):
    [said] = found(a_page(block))

    assert said.startswith(level)
    assert words in said


@pytest.mark.parametrize(
    "html",
    [
        '<p><a linktype="document" id="7">Le règlement (PDF, 240 Ko)</a></p>',
        "<p>Le Forum a eu lieu le 7 octobre 2010.</p>",
        "<p>Écrire à accueil@example.org</p>",
        "<p>L’ADEME et la MSA</p>",
        "<p>Le 31 février 2010 sera un beau jour.</p>",
    ],
)
def test_what_is_right_is_left_alone(html):
    assert found(a_page(paragraph(html))) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": "T" * 66}, "Le titre a 66 signes"),
        ({"title": "VENEZ NOMBREUX DIMANCHE"}, "tout en capitales"),
        ({"lead": ""}, "pas de chapô"),
        ({"search_description": ""}, "Rien n’est écrit pour les moteurs"),
        ({"search_description": "d" * 156}, "La description a 156 signes"),
        ({"review_on": None}, "Aucun jour où relire"),
    ],
)
def test_a_field_is_held_to_a_rule(fields, words):
    [said] = found(a_page(**fields))

    assert said.startswith("à vérifier")
    assert words in said


@pytest.mark.parametrize(
    ("alternative", "decorative", "words"),
    [
        ("", False, "n’a pas de texte de remplacement"),
        ("IMG_0042", False, "est un nom de fichier"),
        ("halle.jpg", False, "est un nom de fichier"),
        ("La halle un jour de marché", False, ""),
        ("", True, ""),
    ],
)
def test_a_picture_says_what_it_shows_or_that_it_is_decoration(alternative, decorative, words):
    picture = Picture.objects.create(title="Halle", file=get_test_image_file(), credit="Essai")
    image = {"image": picture.pk, "alt_text": alternative, "decorative": decorative}

    said = found(a_page(("picture", {"image": image, "caption": "", "credit": "Essai"})))

    assert [words in one and one.startswith("bloquant") for one in said] == [True] * bool(words)


def test_a_video_without_its_words_is_held_back():
    video = {"title": "Une journée", "poster": None, "url": "https://vimeo.com/1", "transcript": ""}

    assert "bloquant : Une vidéo n’a pas de transcription : la loi la demande." in found(
        a_page(("video", video))
    )


def test_a_link_to_a_page_that_nobody_may_read_is_told():
    home = a_home_page()
    draft = home.add_child(instance=StandardPage(title="Brouillon", slug="brouillon", live=False))
    text = '<p><a linktype="page" id="{}">Les aides</a></p>'

    assert "n’est pas encore publiée" in found(a_page(paragraph(text.format(draft.pk))))[0]
    assert "page supprimée" in found(a_page(paragraph(text.format(99999))))[0]
    assert found(a_page(paragraph(text.format(home.pk)))) == []


def test_no_link_no_query(django_assert_num_queries):
    page = a_page(paragraph("<p>Rien.</p>"))

    with django_assert_num_queries(0):
        list(page.findings())


def test_what_stops_comes_first_and_once():
    found = in_order([advice("b"), blocking("a"), advice("b")])

    assert [(one.level, one.text) for one in found] == [
        (Level.BLOCKING, "a"),
        (Level.ADVICE, "b"),
    ]
