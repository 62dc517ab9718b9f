from .pages import IssuePage, NewsletterIndexPage, next_number

__all__ = ["IssuePage", "NewsletterIndexPage", "next_number"]
