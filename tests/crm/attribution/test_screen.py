"""« Ce qui les amène » as each reader sees it, the weeks beside their table, and the spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from crm.attribution.press import Press
from crm.journal.models import Action, Entry
from tests.crm.attribution.given import SPRING, applied, registered, wrote
from tests.crm.desk import at_the_desk, colleague
from tests.news.press import CoverageFactory

pytestmark = pytest.mark.django_db

DAY = date(2011, 3, 23)
ASKED = {"du": "2011-03-01", "au": "2011-05-31", "par": "premier"}


@pytest.fixture
def spring(territory, article, leaflets, edition):
    """Two before the article, five after it of which three by it, one after its four weeks."""
    for days in (-28, -1):
        wrote(DAY + timedelta(days=days))
    for days in (0, 10, 27):
        applied(DAY + timedelta(days=days), f"c-{article.pk}")
    registered(edition, DAY + timedelta(days=3))
    wrote(DAY + timedelta(days=5), "d-murat")
    applied(DAY + timedelta(days=28))
    return article


def screen(group, **more):
    return at_the_desk(colleague(group)).get(reverse("crm_origins"), ASKED | more)


def test_an_article_is_beside_its_four_weeks_before_and_after(spring):
    (one,) = Press(SPRING, exact=True, today=date(2012, 1, 1)).around()

    assert (one.before, one.after, one.named, one.whole) == ("2", "5", "3", True)


def test_the_drawing_and_its_table_say_the_same_weeks(spring):
    CoverageFactory(published_on=date(2011, 5, 4), outlet="Radio d’essai", title="Un reportage")
    press = Press(SPRING, exact=True, today=date(2012, 1, 1))
    chart, weeks = press.chart(), press.weeks()

    assert [bar.week for bar in chart.bars] == weeks
    assert sum(week.acts for week in weeks) == 7
    assert all(week.starts_on.weekday() == 0 for week in weeks)
    heights = {week.acts: bar.height for bar, week in zip(chart.bars, weeks, strict=True)}
    assert heights[0] == 0
    assert abs(2 * heights[3] - 3 * heights[2]) <= 3
    page = screen("Responsables").content.decode()
    assert page.count('class="weeks-bar"') == len(weeks)
    assert page.count('class="weeks-mark"') == 2
    table = page.split("Contacts, candidatures et inscriptions au Forum par semaine")[1]
    told = re.findall(r'<td class="num">(\d+)</td>', table.split("</table>")[0])
    assert [int(one) for one in told] == [week.acts for week in weeks]


def test_whoever_may_read_files_sees_who_is_counted(spring):
    page = screen("Responsables", colonne="candidatures", qui=f"press.coverage.{spring.pk}")

    html = page.content.decode()
    assert html.count("/admin/accueil/personnes/") >= 3
    assert "Le Quotidien d’essai" in html


@pytest.mark.parametrize("group", ["Chargés de communication", "Élus"])
def test_whoever_sees_numbers_alone_reads_no_name_and_no_small_number(spring, group):
    html = screen(group, colonne="candidatures", qui="toutes").content.decode()

    assert "/admin/accueil/personnes/" not in html
    assert "colonne=" not in html
    assert "En gris" in html
    assert "retenu</td>" in html
    main = html.split('id="by-source"')[1].split("</table>")[0]
    assert not re.search(r'<td class="num">[12]</td>', main)


def test_those_readers_count_whole_months(spring):
    html = screen("Élus", du="2011-03-22", au="2011-03-24").content.decode()

    assert "du=2011-03-01" in html
    assert "au=2011-03-31" in html


def test_advisors_have_no_use_of_it_and_a_wrong_period_says_why(spring):
    assert screen("Conseillers").status_code == 302
    wrong = screen("Responsables", du="2011-06-01", au="2011-05-01")
    assert wrong.status_code == 422
    assert "La fin précède le début" in wrong.content.decode()


def test_a_period_without_anything_says_what_to_do(territory):
    assert "Rien dans cette période" in screen("Responsables").content.decode()


def test_the_spreadsheet_says_the_table_and_runs_no_formula(spring):
    CoverageFactory.reset_sequence()
    evil = CoverageFactory(outlet="=HYPERLINK(1)", title="x", published_on=DAY)
    for _ in range(3):
        applied(DAY, f"c-{evil.pk}")

    answer = at_the_desk(colleague("Responsables")).get(reverse("crm_origins_csv"), ASKED)

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["Origine", "Article, édition, tirage ou numéro"]
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert any("HYPERLINK" in row[1] and row[4] == "3" for row in rows)
    assert Entry.objects.filter(action=Action.EXPORTED, fields=["origins"]).exists()


def test_the_page_of_a_batch_says_what_came_of_it(spring, leaflets):
    applied(DAY, "d-murat")
    leaflets.printed_on = date(2011, 1, 1)
    leaflets.save(update_fields=["printed_on"])
    address = reverse("crm_leaflet", args=[leaflets.pk])

    whole = at_the_desk(colleague("Responsables")).get(address).content.decode()
    masked = at_the_desk(colleague("Chargés de communication")).get(address).content.decode()

    assert "<dt>Candidatures</dt><dd>1</dd>" in whole
    assert "<dt>Contacts</dt><dd>1</dd>" in whole
    assert "<dt>Candidatures</dt><dd>retenu" in masked
