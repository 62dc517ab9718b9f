"""Where accessibility reports are read and answered: nobody adds one here, nobody changes what was written."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet

from editorial.legal.reports import answered
from editorial.models import AccessibilityReport


class AnswerForm(WagtailAdminModelForm):
    def clean_answer(self) -> str:
        answer: str = self.cleaned_data["answer"].strip()
        if not answer:
            raise ValidationError("Écrivez la réponse, puis enregistrez.")
        # The constraint ties an answer to its hour.
        self.instance.answered_at = timezone.now()
        return answer


class AnswerView(EditView):
    success_message = (
        "La réponse est gardée ; elle part à la personne si elle a laissé son adresse."
    )

    def save_instance(self) -> Any:
        report = self.form.save(commit=False)
        answered(report, cast("AbstractBaseUser", self.request.user))
        return report


class ReportViewSet(ModelViewSet):
    model = AccessibilityReport
    name = "accessibility_reports"
    url_prefix = "signalements"
    icon = "warning"
    menu_label = "Signalements"
    menu_order = 700
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    edit_view_class = AnswerView
    list_display = [
        "__str__",
        Column("address", label="Page ou service"),
        Column("state", label="État", sort_key="answered_at"),
        Column("answered_by", label="Répondu par"),
    ]
    list_filter = {"answered_at": ["isnull"]}
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("received_at", read_only=True),
                    FieldPanel("address", read_only=True),
                    FieldPanel("trouble", read_only=True),
                    FieldPanel("equipment", read_only=True),
                    FieldPanel("email", read_only=True),
                ],
                heading="Le signalement",
            ),
            FieldPanel("answer"),
            MultiFieldPanel(
                [
                    FieldPanel("answered_at", read_only=True),
                    FieldPanel("answered_by", read_only=True),
                ],
                heading="La réponse",
            ),
        ],
        base_form_class=AnswerForm,
    )


@hooks.register("register_admin_viewset")
def register_reports() -> ReportViewSet:
    return ReportViewSet()
