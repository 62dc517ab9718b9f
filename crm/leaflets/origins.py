"""What an address says of where its reader comes from: a code, and nothing of the reader.

No cookie and no storage: the code is in the address, then in a hidden field of the form, then on the row.

d-<short code>  a batch of leaflets       l-<page pk>     an issue of the letter
c-<pk>          an article of the press    f-<number>      an edition of the Forum
e-<mailing pk>  a mailing
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest

PARAMETER = "origine"
CODE = re.compile(r"[a-z0-9-]{1,40}")


def read(request: HttpRequest) -> str:
    """Return a well-formed code from what was posted or from the address, "" without one."""
    told = (request.POST.get(PARAMETER, ""), request.GET.get(PARAMETER, ""))
    return next((code for code in told if CODE.fullmatch(code)), "")


def carry(address: str, code: str) -> str:
    """Return an address of the site that bears a code; itself without one, or when it bears one already."""
    parts = urlsplit(address)
    if not code or PARAMETER in {pair.split("=")[0] for pair in parts.query.split("&")}:
        return address
    query = "&".join(filter(None, [parts.query, f"{PARAMETER}={code}"]))
    return urlunsplit(parts._replace(query=query))
