"""The words that SQLite's search keeps: the same for a singular and its plural, with accents or without."""

import pytest

from editorial.search.french import asked_words, stem
from editorial.search.pages import search_pages
from news.models import NewsPage
from tests.news.factories import a_news_index, a_news_item


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("télécentre", "TÉLÉCENTRES"),
        ("telecentre", "te\u0301le\u0301centres"),
        ("bureau", "bureaux"),
        ("salle", "salles"),
        ("travail", "travaux"),
        ("local", "locaux"),
        ("formée", "formés"),
        ("cœur", "coeurs"),
        ("prix", "prix"),
    ],
)
def test_a_plural_is_its_singular(one, many):
    assert stem(one) == stem(many)


@pytest.mark.parametrize(("one", "other"), [("murat", "mur"), ("2010", "201"), ("eau", "eh")])
def test_other_words_stay_apart(one, other):
    assert stem(one) != stem(other)


def test_a_question_is_asked_by_the_words_that_mean_something():
    assert asked_words("où est l’accueil de la Maison ?") == ["accueil", "Maison"]
    assert asked_words("de la") == ["de", "la"]


@pytest.mark.django_db
def test_any_queryset_of_pages_is_searched_and_stays_one():
    index = a_news_index()
    a_news_item(index, title="Formations d’automne", slug="automne")
    a_news_item(index, title="Formation de printemps", slug="printemps", live=False)

    found = search_pages(NewsPage.objects.shown_below(index), "formation").newest_first()

    assert [page.slug for page in found] == ["automne"]
    assert not search_pages(NewsPage.objects.all(), " ,;! ").exists()
