"""The waiting list for offices: one for all the sites, so that one order holds for everybody."""

from __future__ import annotations

KIND = "telecentre.office"
KEY = "all"
