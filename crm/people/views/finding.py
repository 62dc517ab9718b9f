from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from crm.people.models import Person
from crm.people.search import FILE_NUMBER, people_matching
from crm.registers.access import needs
from crm.registers.paging import Sheets

A_PAGE = 25
# A search that finds more is to be narrowed.
COUNTED_AT_MOST = 500
SUGGESTED = 8


class SearchForm(forms.Form):
    q = forms.CharField(max_length=80, required=False)
    page = forms.IntegerField(min_value=1, required=False)


@needs("crm_people.read_file")
def search(request: HttpRequest) -> HttpResponse:
    """People found by name, telephone or file number. A whole file number opens the file."""
    form = SearchForm(request.GET)
    form.is_valid()
    typed = form.cleaned_data.get("q", "")
    found = people_matching(typed)
    if FILE_NUMBER.fullmatch(typed.strip()) and len(exact := list(found[:2])) == 1:
        return redirect("crm_person", exact[0].pk)
    drawn = Person.objects.select_related("commune").with_contacts()
    sheets = Sheets(found, A_PAGE, drawn=drawn, most=COUNTED_AT_MOST)
    pages = sheets.get_page(form.cleaned_data.get("page") or 1)
    context = {
        "searched": typed,
        "too_long": "q" in form.errors,
        "pages": pages,
        "too_many": sheets.stopped,
        "trail": [{"url": "", "label": "Recherche"}],
        "nobody_yet": not typed and not Person.objects.exists(),
    }
    return render(request, "crm_people/search.html", context)


@require_POST
@needs("crm_people.read_file")
def suggest(request: HttpRequest) -> JsonResponse:
    """The first files that fit what is being typed. Posted, so that no name enters an address."""
    form = SearchForm(request.POST)
    typed = form.cleaned_data["q"] if form.is_valid() else ""
    found = people_matching(typed).select_related("commune")[:SUGGESTED]
    lines = [
        {
            "name": str(person),
            "number": person.file_number,
            "commune": str(person.commune or ""),
            "url": reverse("crm_person", args=[person.pk]),
        }
        for person in found
    ]
    return JsonResponse({"people": lines})
