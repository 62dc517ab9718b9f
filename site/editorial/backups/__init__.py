"""One file that holds the site: its database, its pictures and documents, its private papers.

Made while the site runs, checked before it is trusted, put back by `manage.py restore`. What was forgotten since
it was made must stay forgotten: a plugin does it again through the hook `after_restore(made_at)`.
"""
