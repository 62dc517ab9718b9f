"""Wagtail's admin wears the identity of the site."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def brand_the_admin() -> SafeString:
    """The admin's own colours, then the components that our screens show inside `.desk`."""
    sheets = ((static(path),) for path in ("css/admin.css", "css/desk.css"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)
