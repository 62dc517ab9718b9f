from .requests import (
    REQUEST_PATHS,
    ContactRequest,
    ContactRequestQuerySet,
    RefusedMessage,
    RequestKind,
    RequestState,
    Topic,
)

__all__ = [
    "REQUEST_PATHS",
    "ContactRequest",
    "ContactRequestQuerySet",
    "RefusedMessage",
    "RequestKind",
    "RequestState",
    "Topic",
]
