"""Pages as anonymous visitors see them, kept for a minute at most and dropped as soon as anything changes.

A page is kept under the address that was asked, the minute, and the stamp of what the database holds
(editorial/changes.py), taken before it is rendered: a publish, a seat taken or a word of the menu is on the page
at the next request, on every process, and what comes at its hour (embargoes, registrations) comes within a minute.
"""
