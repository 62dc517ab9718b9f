from crm.registers.resources import SafeResource, column

from .models import Subscriber


class SubscriberResource(SafeResource):
    email = column("email", "Adresse")
    state = column("get_state_display", "État")
    asked_at = column("asked_at", "Demandé le")
    confirmed_at = column("confirmed_at", "Confirmé le")
    wording = column("wording", "Texte lu")
    channel = column("get_channel_display", "Demandé sur")
    origin = column("origin", "Venue par")
    left_at = column("left_at", "Partie le")
    left_by = column("left_by", "Partie par")

    related = ("wording",)

    class Meta:
        model = Subscriber
        fields = (
            "email", "state", "asked_at", "confirmed_at", "wording", "channel", "origin", "left_at",
            "left_by",
        )  # fmt: skip
