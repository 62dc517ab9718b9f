"""Wagtail's admin wears the identity of the site."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def brand_the_admin() -> SafeString:
    """The admin's own colours, then the components that our screens show inside `.desk`."""
    sheets = ((static(path),) for path in ("css/admin.css", "css/desk.css"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("insert_global_admin_js")
def count_signs() -> SafeString:
    """Counters beside the fields that have a length to keep."""
    return format_html('<script src="{}"></script>', static("js/counters.js"))
