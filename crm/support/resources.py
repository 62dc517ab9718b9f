from crm.registers.resources import SafeResource, column

from .models import ActivityCreation, Settlement, SupportPlan


class ActivityResource(SafeResource):
    file_number = column("person__file_number", "N° de dossier")
    person = column("person", "Personne")
    kind = column("get_kind_display", "Nature")
    trade = column("trade", "Métier")
    commune = column("commune__name", "Commune")
    siret = column("siret", "SIRET")
    started_on = column("started_on", "Démarrée le")
    ceased_on = column("ceased_on", "Arrêtée le")
    telework = column("telework", "En télétravail")

    related = ("person", "commune")

    class Meta:
        model = ActivityCreation
        fields = (
            "file_number",
            "person",
            "kind",
            "trade",
            "commune",
            "siret",
            "started_on",
            "ceased_on",
            "telework",
        )


class SettlementResource(SafeResource):
    household = column("household__label", "Foyer")
    commune = column("commune__name", "Commune")
    origin = column("origin_commune__name", "Commune quittée")
    state = column("get_state_display", "État")
    move_in_on = column("move_in_on", "Emménagement")
    adults = column("adults", "Adultes")
    children = column("children", "Enfants")
    children_schooled = column("children_schooled", "Scolarisés")
    departed_on = column("departed_on", "Départ")

    related = ("household", "commune", "origin_commune")

    class Meta:
        model = Settlement
        fields = (
            "household",
            "commune",
            "origin",
            "state",
            "move_in_on",
            "adults",
            "children",
            "children_schooled",
            "departed_on",
        )


class PlanResource(SafeResource):
    file_number = column("person__file_number", "N° de dossier")
    person = column("person", "Personne")
    basis = column("get_basis_display", "Ouvert par")
    state = column("get_state_display", "État")
    starts_on = column("starts_on", "Début")
    ends_on = column("ends_on", "Fin prévue")
    referent = column("referent__get_full_name", "Référent")

    related = ("person", "referent")

    class Meta:
        model = SupportPlan
        fields = ("file_number", "person", "basis", "state", "starts_on", "ends_on", "referent")
