"""An export too long to wait for: the same rows and cells as the list would give, in a file that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.module_loading import import_string
from wagtail import hooks

from crm.journal.refusal import Refused
from crm.registers.list_views import RegisterIndexView
from crm.registers.register import Register
from crm.registers.spreadsheets import stream

from .files import keep
from .kinds import Kind, Made
from .progress import Progress
from .services import ask

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from .models import LongAction

EXPORT = "export"
GONE = "Cet export ne vous est plus ouvert."


def put_off(view: RegisterIndexView, purpose: str, count: int, kind: str) -> LongAction | None:
    """Ask for an export of many rows; None for a short one, which leaves at once."""
    if count <= settings.EXPORT_AT_ONCE_ROWS:
        return None
    register, name = view.model_admin, str(view.model._meta.verbose_name_plural)
    return ask(
        EXPORT,
        f"Export\N{NO-BREAK SPACE}: {name} ({kind.upper()})",
        by=cast("User", view.request.user),
        details={"register": path_of(register), "query": view.params.urlencode(), "kind": kind},
        total=count,
        right=register.export_permission,
        purpose=purpose,
        fields=[view.model._meta.label_lower, *view.filters_used()],
    )


def path_of(register: Register) -> str:
    return f"{type(register).__module__}.{type(register).__qualname__}"


def run(action: LongAction, progress: Progress) -> Made:
    """Read the list again as its reader, who must still hold the right. Raises Refused."""
    register: Any = import_string(action.details["register"])()
    kind = action.details["kind"]
    user = action.asked_by
    if not (user.is_active and user.has_perm(action.right)):
        raise Refused(GONE)
    resource = register.resource_class()
    rows = register.exportable(listed(register, user, action.details["query"]))
    parts = stream(kind, resource.headings(), progress.counted(resource.rows(rows)))
    name = f"{register.export_name}-{timezone.localdate(action.asked_at):%Y-%m-%d}.{kind}"
    return Made(keep(parts, kind), name)


def listed(register: Register, user: User, query: str) -> QuerySet[Any]:
    """The rows of a list for a reader: what the same address would show them now. Raises Refused."""
    found: list[QuerySet[Any]] = []

    class Listing(register.index_view_class):  # type: ignore[name-defined,misc]
        def as_spreadsheet(self, queryset: QuerySet[Any], spreadsheet_format: str) -> HttpResponse:
            found.append(queryset)
            return HttpResponse()

    request = HttpRequest()
    request.method, request.user = "GET", user
    request.GET = QueryDict(f"{query}&export=csv")
    view = Listing(model_admin=register)
    view.setup(request)
    view.dispatch(request)
    if not found:
        raise Refused(GONE)
    return found[0]


@hooks.register("register_long_action")
def export() -> Kind:
    return Kind(EXPORT, run)
