"""Blocks that offer a file: a video with its transcript, documents to download."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from editorial.weights import weight

from .text import INLINE_FEATURES

VIDEOS = ("mp4", "webm")
CAPTIONS = ("vtt",)
LANGUAGES = [
    ("fr", "en français"),
    ("en", "en anglais"),
    ("de", "en allemand"),
    ("es", "en espagnol"),
    ("oc", "en occitan"),
]


class VideoValue(blocks.StructValue):
    @property
    def host(self) -> str:
        """Where the link leads, as a visitor reads it: "vimeo.com"."""
        return (urlsplit(self.get("url") or "").hostname or "").removeprefix("www.")


class VideoBlock(blocks.StructBlock):
    """Nothing is asked of anybody before a click: the poster is ours, the file waits, a link is a link."""

    title = blocks.CharBlock(label="titre", max_length=120)
    poster = ImageChooserBlock(label="image d’attente")
    file = DocumentChooserBlock(label="fichier", required=False, help_text="MP4 ou WebM.")
    captions = DocumentChooserBlock(
        label="sous-titres", required=False, help_text="Un fichier VTT, pour le fichier ci-dessus."
    )
    url = blocks.URLBlock(
        label="ou adresse", required=False, help_text="Le visiteur y va s’il le veut."
    )
    transcript = blocks.RichTextBlock(
        label="transcription",
        features=INLINE_FEATURES,
        help_text="Tout ce qui se dit et ce qu’il faut avoir vu, pour qui n’entend ou ne voit pas.",
    )

    class Meta:
        label = "Vidéo"
        icon = "media"
        template = "editorial/blocks/video.html"
        value_class = VideoValue
        description = "Un film, son image d’attente et sa transcription, qui est obligatoire."
        preview_value = {
            "title": "Une journée au télécentre",
            "poster": None,
            "file": None,
            "captions": None,
            "url": "https://vimeo.com/",
            "transcript": "<p>Neuf heures, la porte s’ouvre…</p>",
        }

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if self.is_deferred_validation:
            return found
        file, url, captions = found.get("file"), found.get("url"), found.get("captions")
        errors = {}
        if bool(file) == bool(url):
            errors["file"] = "Choisissez un fichier ou donnez une adresse, pas les deux."
        elif file and file.file_extension not in VIDEOS:
            errors["file"] = "Ce fichier n’est ni un MP4 ni un WebM."
        elif url and not allowed(url):
            hosts = ", ".join(settings.VIDEO_HOSTS)
            errors["url"] = f"L’adresse est en https et mène à l’un de ces sites : {hosts}."
        if captions and captions.file_extension not in CAPTIONS:
            errors["captions"] = "Les sous-titres sont un fichier VTT."
        if errors:
            raise StructBlockValidationError(
                {name: ValidationError(sentence) for name, sentence in errors.items()}
            )
        return found


def allowed(url: str) -> bool:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return parts.scheme == "https" and host in settings.VIDEO_HOSTS


class FileValue(blocks.StructValue):
    @property
    def name(self) -> str:
        return self.get("title") or self["document"].title

    @property
    def facts(self) -> str:
        """What is known before a click: « PDF, 310 Ko, en français »."""
        document = self["document"]
        size = document.get_file_size() if document.file else 0
        facts = [document.file_extension.upper(), weight(size) if size else ""]
        facts.append(dict(LANGUAGES).get(self.get("language"), ""))
        return ", ".join(fact for fact in facts if fact)


class FileBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label="document")
    title = blocks.CharBlock(
        label="intitulé", max_length=160, required=False, help_text="Vide : celui du document."
    )
    language = blocks.ChoiceBlock(label="langue", choices=LANGUAGES, default="fr")

    class Meta:
        value_class = FileValue


class FilesBlock(blocks.StructBlock):
    files = blocks.ListBlock(FileBlock(label="fichier"), label="fichiers", min_num=1, max_num=20)

    class Meta:
        label = "Fichiers"
        icon = "doc-full"
        template = "editorial/blocks/files.html"
        description = "Des documents à télécharger ; format, poids et langue s’écrivent seuls."
        preview_value = {"files": [{"document": None, "title": "Le dossier", "language": "fr"}]}
