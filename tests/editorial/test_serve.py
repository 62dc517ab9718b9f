"""One command runs the site and what goes with it: a part that dies comes back, all end together."""

import os
import signal
import socket
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from editorial.processes import FIRST_PAUSE, STARTED_WELL, Kept, Part, offered
from tests.files import ROOT

PATIENCE = 120  # seconds

# Two parts: one that lasts, and one that dies the first time. Each writes its number when it starts and
# a word when it is asked to stop.
KEEPER = """
import sys
from pathlib import Path
import django
django.setup()
from editorial.processes import keep
from editorial.stopping import StopRequest

PART = '''
import os, signal, sys, time
from pathlib import Path
told = Path(sys.argv[1])
with told.open("a") as file:
    file.write(f"{os.getpid()}\\\\n")
if sys.argv[2] == "dies" and len(told.read_text().split()) == 1:
    sys.exit(3)
def stop(*_):
    Path(sys.argv[1] + ".ended").write_text("ended")
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
print("ready", flush=True)
time.sleep(600)
'''

class One:
    def __init__(self, kind):
        self.name = kind
        self.command = [sys.executable, "-c", PART, str(Path(sys.argv[1]) / kind), kind]

keep([One("lasts"), One("dies")], StopRequest())
"""


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_a_part_that_dies_comes_back_and_all_end_when_asked(tmp_path, asked):
    keeper = subprocess.Popen(
        [sys.executable, "-c", KEEPER, str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": f"site{os.pathsep}.",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert keeper.stdout
    # One of them was started a second time: both are ready.
    assert [keeper.stdout.readline() for _ in range(2)] == ["ready\n"] * 2

    keeper.send_signal(asked)
    _, told = keeper.communicate(timeout=PATIENCE)

    assert keeper.returncode == 0
    assert "« dies » has stopped (3)" in told
    assert [len((tmp_path / name).read_text().split()) for name in ("lasts", "dies")] == [1, 2]
    assert [(tmp_path / f"{name}.ended").exists() for name in ("lasts", "dies")] == [True, True]


def test_a_part_that_keeps_dying_is_started_again_later_and_later():
    kept = Kept(Part("essai", ["--version"]))
    pauses = []
    now = 0.0
    for _ in range(3):
        kept.look(now)
        assert kept.process
        kept.process.wait(PATIENCE)
        kept.look(now)
        pauses.append(kept.start_at - now)
        assert kept.process is None
        now = kept.start_at

    assert pauses == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]

    kept.look(now)
    assert kept.process
    kept.process.wait(PATIENCE)
    kept.look(now + STARTED_WELL)
    assert kept.start_at == now + STARTED_WELL + FIRST_PAUSE


def test_the_site_brings_its_scheduler():
    assert Part("planificateur", ["scheduler"]) in offered()


def test_a_port_already_taken_is_told_at_once():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CommandError, match="autre port"):
            call_command("serve", "--port", str(other.getsockname()[1]))
