"""Documents, under the names by which Wagtail makes their addresses."""

from django.urls import URLPattern, path
from wagtail.documents.views.serve import authenticate_with_password

from editorial.views.documents import serve_document

urlpatterns: list[URLPattern] = [
    path("<int:document_id>/<str:filename>", serve_document, name="wagtaildocs_serve"),
    path(
        "authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
]
