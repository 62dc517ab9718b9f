from .operations import Fund, FundedSession, Operation

__all__ = ["Fund", "FundedSession", "Operation"]
