"""The screens of the CRM on a base of any size."""

from .report import bench

__all__ = ["bench"]
