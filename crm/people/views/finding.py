from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from crm.people.models import Person
from crm.people.search import FILE_NUMBER, people_matching
from crm.registers.access import needs

A_PAGE = 25


class SearchForm(forms.Form):
    q = forms.CharField(max_length=80, required=False)
    page = forms.IntegerField(min_value=1, required=False)


@needs("crm_people.read_file")
def search(request: HttpRequest) -> HttpResponse:
    """People found by name, telephone or file number. A whole file number opens the file."""
    form = SearchForm(request.GET)
    form.is_valid()
    typed = form.cleaned_data.get("q", "")
    found = people_matching(typed).select_related("commune").with_contacts()
    if FILE_NUMBER.fullmatch(typed) and len(exact := list(found[:2])) == 1:
        return redirect("crm_person", exact[0].pk)
    pages = Paginator(found, A_PAGE).get_page(form.cleaned_data.get("page") or 1)
    context = {
        "searched": typed,
        "too_long": "q" in form.errors,
        "pages": pages,
        "trail": [{"url": "", "label": "Recherche"}],
        "nobody_yet": not typed and not Person.objects.exists(),
    }
    return render(request, "crm_people/search.html", context)
