from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_js", order=-10)
def start_what_pages_ask_for() -> SafeString:
    return format_html('<script src="{}"></script>', static("admin_policy/starts.js"))
