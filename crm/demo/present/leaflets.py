"""Three printings of the leaflet, where they were left, and the weeks in which their address was opened."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from crm.leaflets.models import BatchVisit, LeafletBatch
from crm.leaflets.services import Place, Printing, close_batch, leave_copies, open_batch
from home.models import SettlePage
from territory.models import Commune

from .stage import Scene

SEED = 1848
# Days ago, name, version, copies, cost in cents, short code.
PRINTINGS = [
    (410, "Premier tirage", "édition de l’an dernier", 1500, 42000, "PRAT5"),
    (150, "Été : offices de tourisme", "édition d’été", 2000, 51000, "SAGNE"),
    (56, "Salons d’automne", "édition d’automne", 1200, 36500, "BURLE"),
]
# Rank of the printing, days ago, copies, place, organisation, whether on the territory.
DROPS = [
    (0, 400, 600, "Salon de la création d’entreprise", "Chambre consulaire (fictive)", False),
    (0, 360, 500, "Mairies et commerces", "", True),
    (0, 300, 400, "Gare", "", True),
    (1, 146, 700, "Office de tourisme", "Office de tourisme (fictif)", True),
    (1, 140, 300, "Campings et gîtes", "", True),
    (1, 95, 350, "Maison de la région", "Maison régionale (fictive)", False),
    (2, 52, 500, "Salon de la mobilité", "Association d’accueil (fictive)", False),
    (2, 31, 250, "Médiathèque", "", True),
]
# Rank of the printing, days ago when it was most opened, openings that week.
PEAKS = [(1, 138, 24), (1, 92, 15), (2, 49, 31), (2, 28, 17)]
SPREAD = 5  # weeks over which openings dwindle


def play_leaflets(scene: Scene) -> list[LeafletBatch]:
    home = Commune.objects.of_the_territory().order_by("name").first()
    target = SettlePage.objects.live().first()
    batches = []
    for days, label, version, copies, cents, code in PRINTINGS:
        printing = Printing(
            label, version, copies, scene.today - timedelta(days=days), code,
            target.page_ptr if target else None, cents,
        )  # fmt: skip
        batches.append(open_batch(printing, by=scene.manager, at=scene.ago(days)))
    for rank, days, copies, place, organisation, ours in DROPS:
        left = Place(
            place, copies, scene.today - timedelta(days=days), home if ours else None, organisation
        )
        leave_copies(batches[rank], left, by=scene.manager, at=scene.ago(days, 17))
    _open_addresses(scene, batches)
    close_batch(batches[0], by=scene.manager, at=scene.ago(160))
    return batches


def _open_addresses(scene: Scene, batches: list[LeafletBatch]) -> None:
    chance = Random(SEED)  # noqa: S311  # nosec B311
    counts: dict[tuple[int, int], int] = {}
    for rank, days, openings in PEAKS:
        for week in range(SPREAD):
            for _ in range(max(openings - 6 * week, 2)):
                ago = days - 7 * week - chance.randrange(7)
                if ago >= 0:
                    counts[rank, ago] = counts.get((rank, ago), 0) + 1
    BatchVisit.objects.bulk_create(
        BatchVisit(batch=batches[rank], day=scene.today - timedelta(days=ago), count=count)
        for (rank, ago), count in counts.items()
    )
