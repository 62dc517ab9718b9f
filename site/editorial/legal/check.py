"""What the law asks a public body's site to say, and that is still missing or only an example."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db.models import Model
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site

from editorial.models import IdentitySettings, LegalPage, LegalSettings, LegalSubject

PLACEHOLDER = re.compile(
    r"à compléter|à renseigner|lorem ipsum|xxx|exemple|démonstration|demonstration|@example\.|example\.(?:org|com|net)",
    re.IGNORECASE,
)
NEEDED: dict[type[BaseSiteSetting], list[str]] = {
    IdentitySettings: ["name", "legal_name", "address", "postcode_city", "telephone", "email"],
    LegalSettings: [
        "publication_director",
        "host_name",
        "host_address",
        "host_telephone",
        "dpo_contact",
    ],
}
OPTIONAL: dict[type[BaseSiteSetting], list[str]] = {
    LegalSettings: ["siren", "accessibility_contact", "security_contact"]
}
PAGES = [
    LegalSubject.NOTICES,
    LegalSubject.ACCESSIBILITY,
    LegalSubject.PRIVACY,
    LegalSubject.COOKIES,
]


def legal_faults(site: Site) -> list[str]:
    """French sentences, none when the site may open."""
    return [*settings_faults(site), *page_faults()]


def settings_faults(site: Site) -> Iterator[str]:
    for model in NEEDED:
        row = model._default_manager.filter(site=site).first() or model(site=site)
        for name in NEEDED[model]:
            yield from faults_of(row, name, needed=True)
        for name in OPTIONAL.get(model, []):
            yield from faults_of(row, name, needed=False)


def faults_of(row: Model, name: str, *, needed: bool) -> Iterator[str]:
    label = f"{row._meta.verbose_name}, « {row._meta.get_field(name).verbose_name} »"  # type: ignore[union-attr]
    value = str(getattr(row, name)).strip()
    if needed and not value:
        yield f"{label} : vide."
    elif PLACEHOLDER.search(value):
        yield f"{label} : « {value} » n’est qu’un exemple."


def page_faults() -> Iterator[str]:
    there = set(LegalPage.objects.out().values_list("subject", flat=True))
    for subject in PAGES:
        if subject not in there:
            yield f"page « {subject.label} » : elle n’est pas publiée."
