"""Measures the site and writes docs/audit.md; the exit status says whether a target is missed."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from tests.audit.addresses import Answer, crawl
from tests.audit.server import ROOT, serving
from tests.audit.tools import CATEGORIES, calendars, install, lighthouse, nu
from tests.audit.weight import weigh

REPORT = ROOT / "docs" / "audit.md"
MOST_REQUESTS, MOST_KILOBYTES = 15, 150
TITLES = ["Performance", "Accessibilité", "Bonnes pratiques", "Référencement"]


def shown(answers: list[Answer]) -> dict[str, str]:
    """The pages that Lighthouse reads: home, the latest news, a course, a Forum edition."""

    def first(section: str) -> str:
        return next(
            (one.path for one in answers if one.path.startswith(section) and deeper(one, section)),
            section,
        )

    return {
        "accueil": "/",
        "actualite": first("/actualites/"),
        "formation": first("/formations/"),
        "forum": first("/forum-du-teletravail/"),
    }


def deeper(answer: Answer, section: str) -> bool:
    rest = answer.path.removeprefix(section)
    return answer.kind == "text/html" and rest.count("/") == 1 and rest != "resultats/"


def audit() -> int:
    install()
    missed: list[str] = []
    lines = [
        f"# Audit du {datetime.now(UTC):%d/%m/%Y}",
        "",
        "Produit par `make audit`, sur la démonstration.",
        "",
    ]
    with serving() as base:
        answers = crawl(base)
        lines += addresses_told(answers, missed)
        lines += scores_told(base, shown(answers), missed)
        home = weigh(f"{base}/")
    lines += [
        "## Poids de l’accueil", "",
        f"{home.requests} requêtes, {home.kilobytes:.0f} Ko, {len(home.hosts)} hôte.",
        f"Le but : {MOST_REQUESTS} requêtes et {MOST_KILOBYTES} Ko au plus, aucun tiers.", "",
    ]  # fmt: skip
    if home.requests > MOST_REQUESTS or home.kilobytes > MOST_KILOBYTES or len(home.hosts) > 1:
        missed.append("l’accueil est trop lourd")
    REPORT.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))
    for sentence in missed:
        print(f"Manqué : {sentence}")
    return 1 if missed else 0


def addresses_told(answers: list[Answer], missed: list[str]) -> list[str]:
    pages = [one for one in answers if one.kind == "text/html" and one.status == 200]
    broken = [f"{one.path} répond {one.status}" for one in answers if one.status != 200]
    errors = nu(pages)
    files = calendars(one for one in answers if one.kind == "text/calendar")
    missed += broken + errors
    return [
        "## Adresses", "",
        f"{len(answers)} adresses suivies depuis l’accueil : "
        + ", ".join(f"{count} {kind}" for kind, count in Counter(one.kind for one in answers).most_common())
        + f". {len(broken)} ne répondent pas 200.", *(f"- {line}" for line in broken), "",
        "## HTML (vérificateur Nu)", "",
        f"{len(errors)} erreur sur {len(pages)} pages.", *(f"- {line}" for line in errors), "",
        "## Calendriers (ical.js)", "", *(f"- {line}" for line in files), "",
    ]  # fmt: skip


def scores_told(base: str, pages: dict[str, str], missed: list[str]) -> list[str]:
    rows = []
    for name, path in pages.items():
        scores = lighthouse(base + path, name)
        rows.append(f"| {path} | " + " | ".join(str(scores[one]) for one in CATEGORIES) + " |")
        missed += [f"{path} : {one} {score}" for one, score in scores.items() if score < 100]
    head = ["| page | " + " | ".join(TITLES) + " |", "|---|---|---|---|---|"]
    return ["## Lighthouse, sur un téléphone", "", *head, *rows, ""]
