from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.models import Orderable, Page, PageManager

from editorial.models import (
    BasePage,
    BasePageQuerySet,
    Picture,
    PictureRendition,
    embargo_panel,
)
from news.kit_archive import archive_response

from .attachments import Attachment
from .releases import ReleasePage


class PressKitIndexPage(BasePage):
    """The press kits, the latest first."""

    max_count = 1
    parent_page_types = ["news.PressRoomPage"]
    subpage_types = ["news.PressKitPage"]
    facet = "Presse"

    class Meta:
        verbose_name = "page des dossiers de presse"
        verbose_name_plural = "pages des dossiers de presse"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"kits": PressKitPage.objects.shown_below(self).newest_first()}


class KitQuerySet(BasePageQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-published_on", "-pk")


class PressKitPage(RoutablePageMixin, BasePage):
    """Texts, images and files on one subject, and all of them in one download."""

    published_on = models.DateField("date", default=timezone.localdate)

    content_panels = [
        *BasePage.content_panels,
        InlinePanel("pictures", label="image", heading="Images"),
        InlinePanel("documents", label="fichier", heading="Fichiers"),
        InlinePanel("releases", label="communiqué", heading="Communiqués"),
    ]
    dates_panels = [
        FieldPanel("published_on", help_text="Celle que lisent les journalistes."),
        embargo_panel(),
    ]
    can_be_embargoed = True
    result_kind = "Dossier de presse"
    parent_page_types = ["news.PressKitIndexPage"]
    subpage_types: list[str] = []
    help_sentence = (
        "Tout ce qu’un journaliste emporte d’un clic : textes, images créditées, documents."
    )

    objects = PageManager.from_queryset(KitQuerySet)()
    facet = "Presse"

    class Meta:
        verbose_name = "dossier de presse"
        verbose_name_plural = "dossiers de presse"

    @re_path(r"^dossier\.zip/$")
    def download(self, request: HttpRequest) -> HttpResponseBase:
        return archive_response(self, request)

    def shown_pictures(self) -> list[KitPicture]:
        """With their images and renditions, of a saved kit or of one being written."""
        found = list(self.pictures.select_related("image"))
        renditions = PictureRendition.objects.filter(filter_spec="width-640")
        shown = models.Prefetch("renditions", renditions, to_attr="prefetched_renditions")
        models.prefetch_related_objects([one.image for one in found], shown)
        return found

    def shown_documents(self) -> list[KitDocument]:
        return list(self.documents.select_related("document"))

    def shown_releases(self) -> list[ReleasePage]:
        """Those that anybody may read now, in the order of the kit."""
        order = [chosen.release_id for chosen in self.releases.all()]
        found = ReleasePage.objects.visible().in_bulk(order) if order else {}
        return [found[pk] for pk in order if pk in found]

    def room(self) -> Page:
        return self.get_parent().get_parent().specific

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "room": self.room(),
            "pictures": self.shown_pictures(),
            "documents": self.shown_documents(),
            "releases": self.shown_releases(),
        }


class KitPicture(Orderable):
    kit = ParentalKey(
        PressKitPage, on_delete=models.CASCADE, related_name="pictures", verbose_name="dossier"
    )
    image = models.ForeignKey(Picture, models.CASCADE, related_name="+", verbose_name="image")
    caption = models.CharField(
        "légende",
        max_length=240,
        help_text="Ce que l’on voit, où et quand : le journal la reprendra.",
    )

    panels = [FieldPanel("image"), FieldPanel("caption")]

    class Meta(Orderable.Meta):
        verbose_name = "image d’un dossier"
        verbose_name_plural = "images des dossiers"

    def __str__(self) -> str:
        return self.caption


class KitDocument(Attachment):
    kit = ParentalKey(
        PressKitPage, on_delete=models.CASCADE, related_name="documents", verbose_name="dossier"
    )

    class Meta(Attachment.Meta):
        verbose_name = "fichier d’un dossier"
        verbose_name_plural = "fichiers des dossiers"


class KitRelease(Orderable):
    kit = ParentalKey(
        PressKitPage, on_delete=models.CASCADE, related_name="releases", verbose_name="dossier"
    )
    release = models.ForeignKey(
        ReleasePage, models.CASCADE, related_name="+", verbose_name="communiqué"
    )

    panels = [PageChooserPanel("release")]

    class Meta(Orderable.Meta):
        verbose_name = "communiqué d’un dossier"
        verbose_name_plural = "communiqués des dossiers"
        constraints = [
            models.UniqueConstraint(
                fields=["kit", "release"],
                name="kit_holds_a_release_once",
                violation_error_message="Ce communiqué est déjà dans le dossier.",
            )
        ]

    def __str__(self) -> str:
        return self.release.title
