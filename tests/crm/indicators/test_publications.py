"""Each publication has its address and its files for ever; once withdrawn, they say why."""

import csv
import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from crm.indicators.services import freeze, publish, withdraw
from crm.indicators.wagtail_hooks import home_figures
from editorial.blocks import BodyBlock
from editorial.dates import day
from editorial.figures.published import figure_choices
from editorial.models import StandardPage
from tests.crm.indicators.cohort import D, people
from tests.news.press import a_kit, a_press_room
from tests.site_pages import published as published_page
from tests.site_pages import text_of

pytestmark = pytest.mark.django_db
WHY = "Une présence manquait."


@pytest.fixture
def first():
    people(9, welcomed=6)
    return publish(freeze(D), by=None)


def address(day=D, kind=None):
    return reverse("results_file", args=[day, kind]) if kind else reverse("results_on", args=[day])


def told(client, path):
    answer = client.get(path)
    return answer.status_code, answer.content.decode()


def test_a_publication_stays_at_its_address_with_its_source_and_its_authors(client, first):
    later = D + timedelta(days=40)
    publish(freeze(later), by=None)
    status, page = told(client, address())

    assert status == 200
    assert f"Arrêtés au {day(D)}" in page
    assert "Service télétravail de la communauté de communes." in page
    assert f'href="{address(kind="csv")}"' in page
    assert f'href="{address(later)}"' in page


def test_two_publications_are_compared_without_telling_of_one_or_two_people(client, first):
    people(2)
    second, third = D + timedelta(days=40), D + timedelta(days=80)
    publish(freeze(second), by=None)
    people(4)
    publish(freeze(third), by=None)

    def gap(when):
        page = told(client, address(when))[1]
        row = page.split('<th scope="row">Personnes inscrites</th>')[-1].split("</tr>")[0]
        return re.findall(r'<td class="num">([^<]*)</td>', row)

    assert gap(second) == ["9", "11", "moins de trois"]
    assert gap(third) == ["11", "15", "+4"]


def test_a_publication_by_another_definition_is_compared_with_a_warning(client, first):
    other = freeze(D + timedelta(days=40))
    other.figures["indicators"]["I1"]["version"] = 2
    other.pk = None
    other.save()
    publish(other, by=None)

    assert "définition n°\xa01, puis n°\xa02" in told(client, address(other.as_of))[1]


@pytest.mark.parametrize("asked", ["2010-07-01", "2011-02-30"])
def test_a_day_without_publication_is_nowhere(client, first, asked):
    assert [client.get(address(asked, kind)).status_code for kind in (None, "csv", "json")] == [
        404
    ] * 3


def test_a_publication_that_was_withdrawn_says_why_and_where_the_current_one_is(client, first):
    later = D + timedelta(days=40)
    publish(freeze(later), by=None)
    withdraw(first, WHY, by=None)
    status, page = told(client, address())

    assert (status, WHY in page, f'href="{address(later)}"' in page) == (410, True, True)
    assert "prism__stone" not in page
    for kind in ("csv", "json"):
        status, said = told(client, address(kind=kind))
        assert (status, WHY in said) == (410, True)


def test_a_day_published_anew_tells_of_what_was_withdrawn(client, first):
    withdraw(first, WHY, by=None)
    publish(freeze(D), by=None)
    status, page = told(client, address())

    assert (status, WHY in page) == (200, True)


def test_the_files_say_what_the_page_says_and_hide_what_it_hides(client):
    people(8, welcomed=2)
    publish(freeze(D), by=None)
    content = json.loads(told(client, address(kind="json"))[1])
    lines = {line["code"]: line for line in content["donnees"]}
    _, written = told(client, address(kind="csv"))
    rows = list(csv.DictReader(written.removeprefix("\ufeff").splitlines(), delimiter=";"))

    assert all(line.keys() == content["champs"].keys() for line in content["donnees"])
    assert "Licence" in content["licence"] or "licence" in content["licence"]
    assert (lines["I1"]["numerateur"], lines["I1"]["masque"]) == (8, "non")
    welcomed = [lines["I2"][name] for name in ("valeur", "numerateur", "denominateur", "masque")]
    assert welcomed == ["moins de trois", None, None, "oui"]
    # Two of those who were welcomed gave no news: that many are not told either.
    assert lines["I3"]["inconnus"] is None
    assert [row["Code"] for row in rows] == list(lines)
    assert [row["Valeur"] for row in rows] == [line["valeur"] for line in lines.values()]


def test_the_open_data_hold_every_publication_and_those_that_were_withdrawn(client, first):
    withdraw(first, WHY, by=None)
    later = D + timedelta(days=40)
    publish(freeze(later), by=None)
    figures = json.loads(told(client, "/donnees-ouvertes/resultats.json")[1])["donnees"]
    index = json.loads(told(client, "/donnees-ouvertes/publications-des-resultats.json")[1])

    assert {line["arretes_au"] for line in figures} == {later.isoformat()}
    assert [(row["arretes_au"], row["motif_du_retrait"]) for row in index["donnees"]] == [
        (later.isoformat(), ""), (D.isoformat(), WHY),
    ]  # fmt: skip
    assert client.get(index["donnees"][0]["csv"]).status_code == 200


def test_who_remains_of_a_whole_is_hidden_as_who_is_counted(client):
    people(8, welcomed=7)
    publish(freeze(D), by=None)
    lines = json.loads(told(client, address(kind="json"))[1])["donnees"]

    assert next(line["valeur"] for line in lines if line["code"] == "I2") == "masqué"


def test_the_home_page_leads_to_the_publication_and_says_its_source(rf, first):
    block = home_figures(rf.get("/"), "home_figures", None)

    assert f'href="{address()}"' in block
    assert "dossiers tenus par la collectivité" in block


def test_a_press_kit_gives_the_figures_with_their_source(client, first):
    kit = a_kit(a_press_room(), lead="Un pays d’accueil.")
    page = text_of(client, kit)

    assert "Les chiffres au" in page
    assert f'href="{address()}"' in page
    assert "comptés le" in page


def quoting(*keys):
    value = {"published": list(keys), "figures": [], "source": ""}
    return published_page(StandardPage(title="Essai", body=[("figures", value)]))


def test_an_article_quotes_a_figure_that_leads_to_its_publication(client, first):
    page = quoting(f"{first.pk}-I1")
    publish(freeze(D + timedelta(days=40)), by=None)
    shown, written = text_of(client, page), day(D).replace("\N{NO-BREAK SPACE}", " ")

    assert (
        f'<dt><a href="{address()}">personnes inscrites, au {written}</a></dt><dd>9</dd>' in shown
    )
    offered = {key for _, choices in figure_choices() for key, _ in choices}
    assert f"{first.pk}-I1" in offered


def test_an_article_that_quotes_what_was_withdrawn_says_so_without_the_number(client, first):
    page = quoting(f"{first.pk}-I1")
    withdraw(first, WHY, by=None)
    shown = text_of(client, page)

    assert "ce chiffre a été retiré" in shown
    assert "<dd>9</dd>" not in shown


def test_an_article_whose_figures_nobody_publishes_shows_nothing(client):
    shown = text_of(client, quoting("12-I1", "x", "9-"))

    assert '<dl class="figures">' not in shown


def test_an_editor_gives_a_figure_and_its_source_or_chooses_one(first):
    block = BodyBlock().child_blocks["figures"]

    def refused(**known):
        try:
            block.clean(block.to_python({"published": [], "figures": [], "source": ""} | known))
        except Exception as error:
            return set(error.block_errors)
        return set()

    written = [{"value": "13", "label": "communes"}]
    assert refused() == {"figures"}
    assert refused(figures=written) == {"source"}
    assert refused(figures=written, source="Insee") == set()
    assert refused(published=[f"{first.pk}-I1"]) == set()
    assert refused(published=["999-I1"]) == {"published"}
