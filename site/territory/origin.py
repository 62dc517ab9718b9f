"""The origin rule: decided on the INSEE code and the country, never on the postcode."""

from territory.models import Commune, Origin, RegionDepartment, TerritoryKind


def origin_of(commune: Commune | None, country: str = "FR") -> Origin:
    """Return where somebody living there comes from.

    `country` is an ISO 3166 code of two letters, or "" when it is not known.
    """
    if country and country != "FR":
        return Origin.ABROAD
    if commune is None:
        return Origin.UNKNOWN
    if Commune.objects.of_the_territory().filter(pk=commune.pk).exists():
        return Origin.TERRITORY
    region = RegionDepartment.objects.filter(
        territory__kind=TerritoryKind.REGION,
        territory__current=True,
        code=commune.department,
    )
    return Origin.REGION if region.exists() else Origin.COUNTRY
