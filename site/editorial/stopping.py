"""How what runs for a long time is asked to stop, and waits in the meantime."""

from __future__ import annotations

import select
import signal
import socket

# The last one is that of a terminal that is closed.
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequest:
    """Made by Ctrl-C or by whoever stops the service; what is under way is finished first.

    A signal may come at any instruction: the handler takes no lock, as that of a `threading.Event`
    would, which the interrupted code may hold. Only the main thread may make one.
    """

    def __init__(self) -> None:
        self.made = False
        self._ear, self._mouth = socket.socketpair()
        self._mouth.setblocking(False)
        for number in SIGNALS:
            # Whoever is told to outlive its terminal does.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._make)

    def _make(self, *_: object) -> None:
        if not self.made:
            self.made = True
            self._mouth.send(b"!")

    def wait(self, seconds: float) -> bool:
        """Return at once when it is made, else after that many seconds; tell whether it was made."""
        select.select([self._ear], [], [], seconds)
        return self.made
