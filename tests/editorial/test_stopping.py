"""What runs for a long time stops when it is asked to, whatever it was doing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Signals itself while it holds every lock that a wait takes: none of them may be asked for again.
ASKED_IN_THE_MIDST = """
import os, signal, sys
sys.path.insert(0, "site")
from editorial.stopping import StopRequest

# Tests that outlive their terminal hand that down.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
stop = StopRequest()
number = int(sys.argv[1])
sys.settrace(lambda frame, event, arg: trace if frame.f_code.co_name == "wait" else None)


def trace(frame, event, arg):
    sys.settrace(None)
    os.kill(os.getpid(), number)
    os.kill(os.getpid(), number)


sys.exit(0 if stop.wait(600) else 3)
"""


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_stops_though_the_signal_comes_as_the_wait_begins(asked):
    done = subprocess.run(
        [sys.executable, "-c", ASKED_IN_THE_MIDST, str(int(asked))],
        cwd=ROOT,
        env=os.environ,
        timeout=300,
        check=False,
    )

    assert done.returncode == 0
