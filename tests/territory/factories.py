import factory

from territory.models import Commune, Postcode, RegionDepartment, Territory


class CommuneFactory(factory.django.DjangoModelFactory):
    insee = factory.Sequence("15{:03}".format)
    name = factory.Sequence("Commune {}".format)
    department = "15"

    class Meta:
        model = Commune


class PostcodeFactory(factory.django.DjangoModelFactory):
    commune = factory.SubFactory(CommuneFactory)
    code = "15300"

    class Meta:
        model = Postcode


class TerritoryFactory(factory.django.DjangoModelFactory):
    code = factory.Sequence("territoire-{}".format)
    label = "Territoire"
    kind = "home"
    current = True

    class Meta:
        model = Territory
        skip_postgeneration_save = True

    @factory.post_generation
    def communes(self, create, extracted, **kwargs):
        if extracted:
            self.communes.add(*extracted)


class RegionDepartmentFactory(factory.django.DjangoModelFactory):
    territory = factory.SubFactory(TerritoryFactory, kind="region")
    code = "15"

    class Meta:
        model = RegionDepartment
