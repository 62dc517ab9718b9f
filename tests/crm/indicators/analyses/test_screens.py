"""Each screen as its reader may see it: numbers for who reads files, nothing of one or two people for the others."""

import csv
import io
import re
from html import unescape

import pytest
from django.urls import reverse

from crm.indicators.analyses.screens import SCREENS
from crm.journal.models import Action, Entry
from tests.crm.desk import at_the_desk, colleague

pytestmark = pytest.mark.django_db

WINTER = {"du": "2010-01-01", "au": "2010-03-31", "vu": "2010-07-31"}
MEMBER = {"annee": "2010"}


@pytest.fixture
def manager(people):
    return at_the_desk(colleague("Responsables"))


@pytest.fixture
def member(people):
    return at_the_desk(colleague("Élus"))


def screen(client, slug, asked):
    return client.get(reverse("crm_analysis", args=[slug]), asked)


def sheet(client, slug, asked):
    answer = client.get(reverse("crm_analysis_csv", args=[slug]), asked)
    text = b"".join(answer) if answer.streaming else answer.content
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))


def test_a_screen_has_a_drawing_told_in_words_its_table_and_its_definition(manager):
    for slug in SCREENS:
        answer = screen(manager, slug, WINTER)
        assert answer.status_code == 200
        told_in_words(answer.content.decode())


def told_in_words(page):
    for drawn in re.findall(r"<svg[^>]*(?:-chart|pavement)[^>]*>", page):
        assert 'role="img"' in drawn
        for name in re.search(r'aria-labelledby="([^"]+)"', drawn)[1].split():
            assert f'id="{name}"' in page
    assert not re.search(r"\sstyle=|<script(?![^>]*src)", page.partition('class="desk')[2])
    assert "Comment on compte" in page
    assert "définition n°" in page
    drawings = len(re.findall(r'<svg class="(?:bars-chart|columns-chart|pavement)"', page))
    assert drawings == page.count("Les mêmes chiffres en tableau")


def test_who_reads_files_reads_each_number(manager):
    rows = steps(manager, WINTER)

    assert rows["Premier contact"][:3] == ["7", "100\u00a0%", "–"]
    assert rows["Formation menée à terme"][:3] == ["1", "14\u00a0%", "5\u00a0mois"]


def test_an_elected_member_reads_nothing_of_one_or_two_people(member):
    for slug, asked in {
        "entonnoir": MEMBER, "parcours": MEMBER, "origines": MEMBER, "cohortes": {}, "delais": {},
        "bilans": MEMBER,
    }.items():  # fmt: skip
        for row in sheet(member, slug, asked):
            counts = [cell for cell in row[2:] if re.fullmatch(r"\d+", cell)]
            assert not {"1", "2"} & set(counts), (slug, row)


def test_what_is_kept_back_cannot_be_found_by_a_subtraction(member):
    rows = {step: cells[0] for step, cells in steps(member, MEMBER).items()}

    # Seven, five, four, three, two, one, one.
    assert [rows["Premier contact"], rows["Candidature envoyée"], rows["Décision rendue"]] == [
        "7", "retenu", "4",
    ]  # fmt: skip
    assert rows["Place confirmée"] == "retenu"
    origins = [
        row
        for row in sheet(member, "origines", MEMBER)
        if row[0].startswith("Personnes par origine")
    ]
    # One, two, two, one and one of seven: any of them would give another away.
    assert {row[2] for row in origins if row[1] not in {"Origine", "Toutes origines"}} == {"retenu"}


def test_an_elected_member_chooses_years_and_neither_days_nor_quarters(member):
    page = screen(member, "entonnoir", MEMBER | WINTER).content.decode()
    cohorts = sheet(member, "cohortes", {"par": "trimestre"})

    assert 'name="annee"' in page
    assert 'name="du"' not in page
    assert "premier contact en 2010" in unescape(page)
    assert [row[1] for row in cohorts if row[1].startswith("20")] == ["2009", "2010"]


def test_nobody_is_named_on_any_of_them(manager, people):
    for slug in SCREENS:
        page = screen(manager, slug, WINTER).content.decode()
        assert not [person for person in people.values() if person.last_name in page]


def test_what_was_asked_stays_in_the_address(manager):
    page = screen(manager, "entonnoir", WINTER | {"avec_du": "2009-12-01", "avec_au": "2009-12-31"})
    told = unescape(page.content.decode())

    assert "du=2010-01-01&au=2010-03-31&vu=2010-07-31&avec_du=2009-12-01&avec_au=2009-12-31" in told
    assert "Personnes (déc.\u00a02009)" in told


def steps(client, asked):
    """The cells of the first table of the funnel, by step."""
    rows = sheet(client, "entonnoir", asked)
    return {row[1]: row[2:] for row in rows if row[0].startswith("Personnes à chaque étape")}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"du": "2010-05-01"}, "La fin précède le début."),
        ({"du": "hier"}, "Cette date n’existe pas"),
        ({"vu": "2009-01-01"}, "Cette date précède la période."),
        ({"avec_du": "2009-01-01"}, "Pour comparer, donnez les deux dates."),
    ],
)
def test_what_cannot_be_read_says_what_to_do(manager, asked, said):
    answer = screen(manager, "entonnoir", WINTER | asked)

    assert answer.status_code == 422
    assert said in unescape(answer.content.decode())


def test_a_spreadsheet_that_leaves_is_journalled_without_any_number(manager):
    sheet(manager, "origines", WINTER)
    entry = Entry.objects.filter(action=Action.EXPORTED).latest("pk")

    assert entry.fields == ["analyses/origines"]


def test_an_address_of_no_screen_answers_404(manager):
    assert screen(manager, "inconnu", {}).status_code == 404


def test_an_empty_period_says_so(manager):
    page = screen(manager, "entonnoir", {"du": "2001-01-01", "au": "2001-12-31"}).content.decode()

    assert "Rien dans cette période" in page


def test_a_screen_takes_few_queries(manager, django_assert_max_num_queries):
    screen(manager, "entonnoir", WINTER)

    for slug in SCREENS:
        with django_assert_max_num_queries(36):
            screen(manager, slug, WINTER | {"avec_du": "2009-12-01", "avec_au": "2009-12-31"})
