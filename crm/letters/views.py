from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from crm.journal.models import Action
from crm.journal.services import record
from crm.registers.access import needs

from .models import Letter
from .services import send_again


@require_POST
@needs("crm_letters.change_letter")
def send_letter_again(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(Letter, pk=pk)
    if send_again(letter):
        record(
            Action.CHANGED, letter, by=cast("Any", request.user), person_id=letter.person_id,
            fields=["state"],
        )  # fmt: skip
        messages.success(request, "Le courrier repart.")
    else:
        messages.error(request, "Ce courrier n’attend pas d’être envoyé de nouveau.")
    return redirect("registres_courriers_modeladmin_inspect", letter.pk)
