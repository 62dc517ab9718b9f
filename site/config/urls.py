"""Every address of the site: Wagtail's admin, the site's own views, the plugins', then the pages."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail import hooks
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.views import serve

from signin.views.entrance import to_the_door

urlpatterns: list[URLPattern | URLResolver] = [
    path("connexion/", include("signin.urls")),
    path("admin/login/", to_the_door, name="wagtailadmin_login"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include("editorial.documents.urls")),
    path("", include("editorial.urls")),
]

# Plugins add public pages the way Wagtail apps add admin ones.
for register_site_urls in hooks.get_hooks("register_site_urls"):
    urlpatterns += register_site_urls()

if settings.DEBUG:
    # Images alone: documents have a view that asks who may have them.
    images = f"{settings.MEDIA_ROOT}/images"
    urlpatterns += static(f"{settings.MEDIA_URL}images/", document_root=images)

# Wagtail answers every other path, so it comes last. Its own pattern knows no dot: a page that
# routes « 2011/forum.ics » is asked for "forum.ics/".
FILES = r"^((?:[\w-]+/)*[\w-]+\.(?:atom|csv|ics|json|pdf|rss|zip))$"
urlpatterns += [re_path(FILES, serve, name="page_file"), path("", include(wagtail_urls))]

handler400 = "editorial.views.errors.bad_request"
handler403 = "editorial.views.errors.permission_denied"
handler404 = "editorial.views.errors.page_not_found"
handler500 = "editorial.views.errors.server_error"
