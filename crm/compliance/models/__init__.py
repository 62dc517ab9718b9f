from .processing import ProcessingReview

__all__ = ["ProcessingReview"]
