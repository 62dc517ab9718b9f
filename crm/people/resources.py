from __future__ import annotations

from django.db.models import Prefetch

from crm.registers.resources import SafeResource, column, computed

from .countries import country_name
from .models import ContactKind, Household, HouseholdMember, MemberRole, Person

# A country that is not known is said: an import would take an empty cell for France.
UNKNOWN = "inconnu"
CURRENT = HouseholdMember.objects.filter(ends_on__isnull=True).select_related("person")


class PersonResource(SafeResource):
    """Who is followed, as an import reads it back: no note, no need, no project."""

    file_number = column("file_number", "N° de dossier")
    civility = column("get_civility_display", "Civilité")
    last_name = column("last_name", "Nom")
    first_name = column("first_name", "Prénom")
    email = computed("Courriel")
    phone = computed("Téléphone")
    birth_year = column("birth_year", "Année de naissance")
    commune = column("commune__name", "Commune")
    insee = column("commune__insee", "Code INSEE")
    country = computed("Pays")
    status = column("get_professional_status_display", "Situation")
    trade = column("trade", "Métier")
    channel = column("get_preferred_channel_display", "À joindre par")
    created_at = column("created_at", "Dossier ouvert le")
    adult_number = computed("Adulte 2 – N° de dossier")
    adult_last_name = computed("Adulte 2 – Nom")
    adult_first_name = computed("Adulte 2 – Prénom")
    adult_birth_year = computed("Adulte 2 – Année de naissance")
    minors = computed("Enfants (années de naissance)")

    related = ("commune",)
    fetched = (
        "contact_points",
        Prefetch("memberships", CURRENT.select_related("household"), to_attr="homes"),
        Prefetch("homes__household__members", CURRENT, to_attr="present"),
    )

    class Meta:
        model = Person
        fields = (
            "file_number", "civility", "last_name", "first_name", "email", "phone", "birth_year",
            "commune", "insee", "country", "status", "trade", "channel", "created_at",
            "adult_number", "adult_last_name", "adult_first_name", "adult_birth_year", "minors",
        )  # fmt: skip

    def dehydrate_email(self, person: Person) -> str:
        return reached_by(person, ContactKind.EMAIL)

    def dehydrate_phone(self, person: Person) -> str:
        return reached_by(person, ContactKind.PHONE)

    def dehydrate_country(self, person: Person) -> str:
        return country_name(person.country) or person.country or UNKNOWN

    def dehydrate_adult_number(self, person: Person) -> str:
        adult = second_adult(person)
        return adult.file_number if adult else ""

    def dehydrate_adult_last_name(self, person: Person) -> str:
        adult = second_adult(person)
        return adult.last_name if adult else ""

    def dehydrate_adult_first_name(self, person: Person) -> str:
        adult = second_adult(person)
        return adult.first_name if adult else ""

    def dehydrate_adult_birth_year(self, person: Person) -> int | None:
        adult = second_adult(person)
        return adult.birth_year if adult else None

    def dehydrate_minors(self, person: Person) -> str:
        years = (member.minor_birth_year for member in lives_with(person))
        return ", ".join(str(year) for year in sorted(year for year in years if year))


def reached_by(person: Person, kind: ContactKind) -> str:
    """Every contact of a kind, the primary one first."""
    points = [point for point in person.contact_points.all() if point.kind == kind]
    return ", ".join(str(point) for point in points)


def lives_with(person: Person) -> list[HouseholdMember]:
    """Who lives with the reference adult of a household; told once, on their line alone."""
    mine = next(iter(getattr(person, "homes", [])), None)
    if mine is None or mine.role != MemberRole.REFERENCE:
        return []
    return [member for member in mine.household.present if member.pk != mine.pk]


def second_adult(person: Person) -> Person | None:
    adults = (member.person for member in lives_with(person) if member.role == MemberRole.ADULT)
    return next((adult for adult in adults if adult), None)


class HouseholdResource(SafeResource):
    """Who lives together, and what dwelling they look for."""

    label = column("label", "Foyer")
    reference = computed("Adulte référent")
    reference_number = computed("N° de dossier")
    adults = computed("Autres adultes")
    minors = computed("Enfants (années de naissance)")
    created_at = column("created_at", "Créé le")
    rooms_wanted = column("rooms_wanted", "Pièces souhaitées")
    rent_max = column("rent_max", "Loyer au plus (€ par mois)")
    wanted_from = column("wanted_from", "Logement souhaité à partir du")

    fetched = (Prefetch("members", CURRENT, to_attr="present"),)

    class Meta:
        model = Household
        fields = (
            "label", "reference", "reference_number", "adults", "minors", "created_at",
            "rooms_wanted", "rent_max", "wanted_from",
        )  # fmt: skip

    def dehydrate_reference(self, household: Household) -> str:
        return ", ".join(named(household, MemberRole.REFERENCE))

    def dehydrate_reference_number(self, household: Household) -> str:
        people = (member.person for member in _present(household, MemberRole.REFERENCE))
        return next((person.file_number for person in people if person), "")

    def dehydrate_adults(self, household: Household) -> str:
        return ", ".join(named(household, MemberRole.ADULT))

    def dehydrate_minors(self, household: Household) -> str:
        years = [member.minor_birth_year for member in household.present if member.minor_birth_year]  # type: ignore[attr-defined]
        return ", ".join(map(str, sorted(years)))


def _present(household: Household, role: MemberRole) -> list[HouseholdMember]:
    return [member for member in household.present if member.role == role]  # type: ignore[attr-defined]


def named(household: Household, role: MemberRole) -> list[str]:
    return [str(member.person) for member in _present(household, role) if member.person]
