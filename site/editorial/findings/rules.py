"""The rules that any page is held to: small pure functions over what its blocks hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from editorial.findings.body import Contents, Link
from editorial.findings.finding import Finding, advice, blocking

BODY = "body"
SAYS_NOTHING = {
    "ici", "cliquez ici", "cliquer ici", "lien", "ce lien", "suivre ce lien", "en savoir plus",
    "lire la suite", "la suite", "suite", "plus d’infos", "plus d’informations", "voir", "voir plus",
    "plus", "télécharger", "cette page", "page",
}  # fmt: skip
RAW_ADDRESS = re.compile(r"^(?:https?://|www\.)", re.IGNORECASE)
FILE_NAME = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|heic|svg)$|^(?:img|dsc|dscn|image|photo|scan)[_ -]?\d+$",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.!?…\n]+")
WORD = re.compile(r"[^\W\d_]{4,}")
FORMAT = re.compile(r"\b(?:pdf|od[tsp]|docx?|xlsx?|csv|zip|ko|mo)\b", re.IGNORECASE)
MONTHS = [
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
]  # fmt: skip
DAY = re.compile(rf"\b(\d{{1,2}})(?:er)?\s+({'|'.join(MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)
TO_COME = re.compile(
    r"\b(?:aur(?:a|ont)|ser(?:a|ont)|se tiendr(?:a|ont)|ouvrir(?:a|ont)|commencer(?:a|ont)|prochain(?:e|s|es)?)\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"\b([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)")
PERSONAL_HOSTS = {
    "gmail.com", "hotmail.com", "hotmail.fr", "yahoo.fr", "yahoo.com", "orange.fr", "wanadoo.fr",
    "free.fr", "laposte.net", "sfr.fr", "outlook.com", "outlook.fr", "live.fr", "icloud.com",
}  # fmt: skip
# A picture is served in a width that fits: what it weighs at most on the page, in bytes.
SHOWN_AT_MOST = 180_000
WEIGHT = 1_000_000


def headings(contents: Contents) -> Iterator[Finding]:
    above = 1
    for level, text in contents.headings:
        if not text:
            yield blocking("Un titre est vide : écrivez-le ou retirez-le.", BODY)
            continue
        if level > above + 1:
            yield advice(
                f"Le titre « {short(text)} » saute un niveau : placez-le sous un titre plus grand.",
                BODY,
            )
        above = level


def links(contents: Contents) -> Iterator[Finding]:
    for link in contents.links:
        if not link.text:
            yield blocking("Un lien n’a pas de texte : dites où il mène.", BODY)
        elif plain(link.text) in SAYS_NOTHING:
            yield advice(
                f"Le lien « {link.text} » ne dit pas où il mène. Écrivez plutôt : Voir les sessions.",
                BODY,
            )
        elif RAW_ADDRESS.match(link.text):
            yield advice(
                f"Le lien « {short(link.text)} » est une adresse : écrivez ce que l’on y trouve.",
                BODY,
            )
        elif unannounced(link):
            yield advice(
                f"Le lien « {short(link.text)} » ouvre un document : dites son format et son poids, "
                "par exemple (PDF, 240 Ko).",
                BODY,
            )


def unannounced(link: Link) -> bool:
    return link.document is not None and not FORMAT.search(link.text)


def pictures(contents: Contents) -> Iterator[Finding]:
    for picture in contents.pictures:
        # Only a picture that a block placed carries the two.
        alternative = (getattr(picture, "contextual_alt_text", "") or "").strip()
        if getattr(picture, "decorative", False) or not hasattr(picture, "contextual_alt_text"):
            continue
        if not alternative:
            yield blocking(
                f"L’image « {picture.title} » n’a pas de texte de remplacement : écrivez-le, "
                "ou cochez « image décorative ».",
                BODY,
            )
        elif FILE_NAME.search(alternative):
            yield blocking(
                f"Le texte de remplacement « {alternative} » est un nom de fichier : dites ce que l’on voit.",
                BODY,
            )
    weight = sum(
        min(picture.file_size or SHOWN_AT_MOST, SHOWN_AT_MOST) for picture in contents.pictures
    )
    if weight > WEIGHT:
        size = f"{weight / 1_000_000:.1f}".replace(".", ",")
        yield advice(
            f"Les images de la page pèsent environ {size} Mo : gardez les plus utiles.", BODY
        )


def videos(contents: Contents) -> Iterator[Finding]:
    if contents.silent:
        yield blocking("Une vidéo n’a pas de transcription : la loi la demande.", BODY)


def shouting(texts: list[str], field: str = BODY) -> Iterator[Finding]:
    for sentence in sentences(texts):
        words = WORD.findall(sentence)
        if len(words) >= 3 and all(word.isupper() for word in words):
            yield advice(
                f"« {short(sentence)} » est tout en capitales : difficile à lire, et crié.", field
            )


def past_as_future(texts: list[str], today: date) -> Iterator[Finding]:
    for sentence in sentences(texts):
        past = [found for found in DAY.finditer(sentence) if is_past(found, today)]
        if past and TO_COME.search(sentence):
            yield advice(f"Le {past[0].group()} est passé, et la phrase en parle au futur.", BODY)


def is_past(found: re.Match[str], today: date) -> bool:
    day, month, year = found.groups()
    try:
        return date(int(year), MONTHS.index(month.lower()) + 1, int(day)) < today
    except ValueError:
        return False


def personal_addresses(texts: list[str]) -> Iterator[Finding]:
    for name, host in dict.fromkeys(ADDRESS.findall("\n".join(texts))):
        first, _, last = name.partition(".")
        named = len(first) > 1 and len(last) > 1 and (first + last).isalpha()
        if named or host.lower() in PERSONAL_HOSTS:
            yield advice(
                f"« {name}@{host} » semble l’adresse d’une personne : donnez celle d’un service.",
                BODY,
            )


def sentences(texts: list[str]) -> Iterator[str]:
    for text in texts:
        for found in SENTENCE.findall(text):
            if sentence := found.strip():
                yield sentence


def plain(text: str) -> str:
    return " ".join(text.replace("'", "’").lower().split()).strip(" .…!:»«")


def short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
