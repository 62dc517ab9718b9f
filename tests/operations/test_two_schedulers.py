"""Two schedulers, as on two machines: each job is done once, each expired offer goes on once."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from crm.letters.models import Letter
from crm.workspaces.models import OfferState, OfficeOffer
from crm.workspaces.offices.jobs import see_to_offers
from editorial.models import ScheduledJob
from tests.crm.workspaces.places import NOW, on, telecentre
from tests.crm.workspaces.waits import running, states, waiting
from tests.database import address
from tests.files import ROOT

LATE = NOW + timedelta(hours=49)
PATIENCE = 180  # seconds
PASS = """
import sys
from datetime import datetime, timedelta
import django
django.setup()
from django.utils import timezone
from wagtail import hooks
from editorial.scheduling import Job, run_due

moment, told = datetime.fromisoformat(sys.argv[1]), sys.argv[2]
timezone.now = lambda: moment

def tell(at):
    with open(told, "a") as file:
        file.write("fait\\n")

hooks.register("register_scheduled_job", lambda: Job("essai", timedelta(hours=1), tell))
print("ready", flush=True)
sys.stdin.readline()
sys.exit(len(run_due(moment)))
"""


def scheduler(told):
    return subprocess.Popen(
        [sys.executable, "-c", PASS, LATE.isoformat(), str(told)],
        cwd=ROOT,
        env=os.environ | {
            "DATABASE_URL": address(),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": f"site{os.pathsep}.",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_do_everything_once(tmp_path, time_machine):
    time_machine.move_to(NOW, tick=False)
    telecentre(offices=1)
    first, second, third = [waiting(at=on(-3 + number)) for number in range(3)]
    see_to_offers(NOW)
    assert running(first) is not None
    told = tmp_path / "essai"

    both = [scheduler(told) for _ in range(2)]
    assert [one.stdout.readline() for one in both] == ["ready\n"] * 2
    for one in both:
        one.stdin.write("\n")
        one.stdin.flush()
    for one in both:
        one.communicate(timeout=PATIENCE)

    assert [one.returncode for one in both] == [0, 0]
    assert told.read_text() == "fait\n"
    assert not ScheduledJob.objects.filter(held_until__isnull=False).exists()
    assert states(first, second, third) == ["passed", "waiting", "waiting"]
    assert running(second) is not None
    assert OfficeOffer.objects.filter(state=OfferState.EXPIRED).count() == 1
    assert OfficeOffer.objects.filter(state=OfferState.RUNNING).count() == 1
    assert Letter.objects.filter(template__endswith="office_expired.txt").count() == 1
