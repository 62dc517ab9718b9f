"""What a first visit of the home page sends over the wire, as Chromium counts it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import Any

PROGRAMS = ["chromium", "chromium-browser", "google-chrome"]


@dataclass(frozen=True)
class Weight:
    """kilobytes: headers included, compressed. elsewhere: the hosts that are not this one."""

    kilobytes: float
    requests: int
    elsewhere: list[str]


def home(port: int) -> Weight | None:
    """None without a browser."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        return None
    from playwright.sync_api import sync_playwright

    bytes_, asked = [0], []

    def came(told: dict[str, Any]) -> None:
        bytes_[0] += told["encodedDataLength"]

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 360, "height": 800})
        page.on("request", lambda request: asked.append(request.url))
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", came)
        page.goto(f"http://127.0.0.1:{port}/", wait_until="networkidle")
        browser.close()
    ours = f"http://127.0.0.1:{port}/"
    sent = [url for url in asked if not url.startswith("data:")]
    elsewhere = sorted({url.split("/")[2] for url in sent if not url.startswith(ours)})
    return Weight(bytes_[0] / 1000, len(sent), elsewhere)
