from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from territory.lookup import communes_of, is_postcode

DAY = 86_400


@require_safe
@cache_control(public=True, max_age=DAY)
def communes(request: HttpRequest) -> JsonResponse:
    """The communes of a postcode, for forms that help while one types.

    {"communes": [{"insee": "15138", "name": "Murat"}]}; 400 and {"error": "…"} when the
    postcode is not five digits.
    """
    postcode = request.GET.get("code_postal", "").strip()
    if not is_postcode(postcode):
        return JsonResponse({"error": "Un code postal compte cinq chiffres."}, status=400)
    found = [{"insee": one.insee, "name": one.name} for one in communes_of(postcode)]
    return JsonResponse({"communes": found})
