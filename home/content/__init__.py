"""Loads a site's content from a folder of TOML files. The format is told in fixtures/README.md."""

from .loader import Report, load

__all__ = ["Report", "load"]
