"""What a page costs a visitor who comes for the first time: requests, and bytes on the wire."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Request, sync_playwright

from tests.audit.tools import CHROMIUM

TELEPHONE = {"width": 360, "height": 780}


@dataclass(frozen=True)
class Weight:
    """requests, kilobytes (1000 bytes) with their headers, and the hosts that were asked."""

    requests: int
    kilobytes: float
    hosts: set[str]


def weigh(url: str) -> Weight:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=TELEPHONE)
        made: list[Request] = []
        page.on("requestfinished", lambda request: made.append(request))
        page.goto(url, wait_until="networkidle")
        sizes = [request.sizes() for request in made]
        hosts = {request.url.split("/")[2] for request in made if "://" in request.url}
        browser.close()
    spent = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    return Weight(len(made), spent / 1000, hosts)
