from wagtail.admin.panels import FieldPanel, FieldRowPanel

from crm.registers.register import Register

from .models import Consent, Wording


class ConsentRegister(Register):
    model = Consent
    menu_label = "Consentements"
    menu_icon = "check"
    menu_order = 110
    base_url_path = "registres/consentements"
    list_display = ["person", "purpose", "given", "at", "channel", "wording"]
    list_filter = ["purpose", "given"]
    list_select_related = ["person", "wording"]
    searches_people = True
    inspect_view_fields = ["person", "purpose", "given", "at", "channel", "wording", "proof"]
    person_path = "person_id"


class WordingRegister(Register):
    """Texts that the public reads. A text is never changed: a new version is added."""

    model = Wording
    menu_label = "Textes d’information"
    menu_icon = "doc-full"
    menu_order = 120
    base_url_path = "registres/textes"
    list_display = ["code", "version", "valid_from"]
    list_filter = ["code"]
    inspect_view_fields = ["code", "version", "valid_from", "text"]
    can_add = True
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("version"), FieldPanel("valid_from")]),
        FieldPanel("text"),
    ]
