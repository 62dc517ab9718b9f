"""The views of a register: what modeladmin offers, closed where it is open to anybody."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from wagtail import hooks
from wagtail_modeladmin.views import CreateView, IndexView, InspectView, InstanceSpecificView

from crm.journal.models import Action, Entry
from crm.journal.services import record
from signin.sudo import ask_first

from .access import note_refusal, refuse
from .forms import ExportForm
from .paging import Sheets
from .spreadsheets import CONTENT_TYPES, stream

# What a declared filter may add to its field's name.
TAILS = {"exact", "id__exact", "pk__exact", "isnull", "gte", "lt", "in"}
# What a search finds is read and counted in one go, unless it finds more.
FOUND_AT_ONCE = 20_000


class Watched:
    """What a register refuses is journalled, as what a screen of the desk refuses."""

    request: Any

    def check_action_permitted(self, user: Any) -> bool:
        allowed = bool(super().check_action_permitted(user))  # type: ignore[misc]
        if not allowed:
            note_refusal(self.request)
        return allowed


class RegisterIndexView(Watched, IndexView):
    """A list whose only filters are the declared ones and whose export has its own permission."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = super().dispatch(request, *args, **kwargs)
        except (IncorrectLookupParameters, ValidationError, OverflowError):
            return redirect(self.index_url)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def get_ordering_field(self, field_name: Any) -> Any:
        """On the largest registers the columns that an index holds in order are those that sort."""
        sorts = self.model_admin.sorted_by
        if sorts is not None and field_name not in sorts:
            return None
        return super().get_ordering_field(field_name)

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[str]:
        """An order that is not offered leaves the list in its own."""
        found: list[str] = super().get_ordering(request, queryset)
        if len(found) == 1 and self.ORDER_VAR in self.params:
            del self.params[self.ORDER_VAR]
            found = super().get_ordering(request, queryset)
        return found

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """Drop every parameter that no declared filter could read."""
        declared = {
            item[0] if isinstance(item, (list, tuple)) else getattr(item, "parameter_name", item)
            for item in self.list_filter
        }
        return {
            key: value
            for key, value in super().get_filters_params(params).items()
            if any(
                key == name or (key.startswith(f"{name}__") and key[len(name) + 2 :] in TAILS)
                for name in declared
            )
        }

    def get_filters(self, request: HttpRequest) -> tuple[Any, bool, dict[str, Any], bool]:
        """Leave no parameter over: modeladmin would make a database look-up of it."""
        specs, has_filters, _, distinct = super().get_filters(request)
        return specs, has_filters, {}, distinct

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What modeladmin draws, with rows counted once and the keys of a page sorted apart."""
        sheets = Sheets(
            self.queryset,
            self.items_per_page,
            drawn=self.apply_select_related(self.get_base_queryset()).order_by(),
            ahead=FOUND_AT_ONCE if self.query else None,
        )
        page = sheets.get_page(self.page_num or 1)
        context = {
            "view": self,
            "all_count": sheets.count or self.get_base_queryset().count(),
            "result_count": sheets.count,
            "paginator": sheets,
            "page_obj": page,
            "elided_page_range": sheets.get_elided_page_range(page.number),
            "object_list": page.object_list,
            "user_can_create": self.permission_helper.user_can_create(self.request.user),
            "show_search": self.search_handler.show_search_form,
        }
        return super(IndexView, self).get_context_data(**context | kwargs)

    def as_spreadsheet(self, queryset: QuerySet[Any], spreadsheet_format: str) -> Any:
        """Ask why, then let the rows leave as they are read."""
        permission = self.model_admin.export_permission
        if self.model_admin.resource_class is None or not self.request.user.has_perm(permission):
            refuse(self.request, (permission,))
        if asked := ask_first(self.request, file=self.request.method == "POST"):
            return asked
        form = ExportForm(self.request.POST if self.request.method == "POST" else None)
        listed = queryset.count()
        queryset = self.model_admin.exportable(queryset)
        count = queryset.count()
        if not form.is_valid():
            return self._ask_why(form, count, listed - count, spreadsheet_format)
        if put_off := self._put_off(form.cleaned_data["purpose"], count, spreadsheet_format):
            return put_off
        record(
            Action.EXPORTED,
            self.request.user,
            by=cast("Any", self.request.user),
            reason=f"{count} lignes, {spreadsheet_format} : {form.cleaned_data['purpose']}",
            fields=[self.model._meta.label_lower, *self.filters_used()],
        )
        resource = self.model_admin.resource_class()
        name = f"{self.model_admin.export_name}-{timezone.localdate():%Y-%m-%d}"
        return StreamingHttpResponse(
            stream(spreadsheet_format, resource.headings(), resource.rows(queryset)),
            content_type=CONTENT_TYPES[spreadsheet_format],
            headers={
                "Content-Disposition": f'attachment; filename="{name}.{spreadsheet_format}"',
                "Cache-Control": "no-store",
            },
        )

    def _put_off(self, purpose: str, count: int, kind: str) -> HttpResponse | None:
        """What another room answers, by the hook `put_off_export`, to an export too long to wait for."""
        offers = (offer(self, purpose, count, kind) for offer in hooks.get_hooks("put_off_export"))
        return next((answer for answer in offers if answer), None)

    def filters_used(self) -> list[str]:
        """The names of what narrows the list."""
        return [*sorted(self.get_filters_params()), *(["q"] if self.query.strip() else [])]

    def _ask_why(self, form: ExportForm, count: int, kept: int, kind: str) -> HttpResponse:
        query = self.params.urlencode()
        name = str(self.model._meta.verbose_name_plural)
        context = {
            "form": form,
            "count": count,
            "kept": kept,
            "kind": kind,
            "name": name,
            "filters": self.filters_used(),
            "action": self.get_export_url(kind),
            "back": f"{self.index_url}?{query}" if query else self.index_url,
            "trail": [
                {"url": self.index_url, "label": self.model_admin.get_menu_label()},
                {"url": "", "label": "Exporter"},
            ],
            "desk_icon": "download",
        }
        status = 422 if form.is_bound else 200
        return render(self.request, "crm_registers/export.html", context, status=status)


class ScopedView(InstanceSpecificView):
    """An object outside what the user may list does not exist for them."""

    def __init__(self, model_admin: Any, instance_pk: str) -> None:
        try:
            super().__init__(model_admin, instance_pk)
        except (ValueError, ValidationError, OverflowError) as error:
            raise Http404 from error
        if instance_pk != str(
            self.instance.pk
        ):  # Python reads « 1_2 » as twelve: one address a row
            raise Http404

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        listed = self.model_admin.get_queryset(request)
        if not listed.filter(pk=self.instance.pk).exists():
            note_refusal(request)
            raise Http404
        response = super().dispatch(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class RegisterInspectView(Watched, ScopedView, InspectView):
    """One row, with the declared fields alone. Opening what speaks of a person is journalled."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person_id = self.model_admin.person_of(self.instance)
        if person_id is not None:
            record(Action.READ, self.instance, by=cast("Any", request.user), person_id=person_id)
        return super().get(request, *args, **kwargs)


class RegisterHistoryView(ScopedView):
    """Who did what to one row, for those who may read the journal."""

    page_title = "Historique"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person_id = self.model_admin.person_of(self.instance)
        if person_id is not None:
            record(Action.READ, self.instance, by=cast("Any", request.user), person_id=person_id)
        return super().get(request, *args, **kwargs)  # type: ignore[misc,no-any-return]

    def check_action_permitted(self, user: Any) -> bool:
        allowed = bool(user.has_perm("crm_journal.view_entry"))
        if not allowed:
            note_refusal(self.request)
        return allowed

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = self.entries().select_related("actor").order_by("-at", "-pk")
        return super().get_context_data(entries=entries[:200], **kwargs)

    def entries(self) -> QuerySet[Entry]:
        return Entry.objects.about(self.instance)

    def get_template_names(self) -> list[str]:
        return ["crm_registers/history.html"]


class RegisterCreateView(Watched, CreateView):
    """Where a register accepts new rows by hand, they are journalled too."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not self.check_action_permitted(self.request.user):
            raise PermissionDenied
        response = super().form_valid(form)
        record(Action.CREATED, self.instance, by=cast("Any", self.request.user))
        return response
