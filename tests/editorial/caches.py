"""A cache that is away: every gesture fails, as those of a server that does not answer."""

from django.core.cache.backends.base import BaseCache


class Away(BaseCache):
    def __init__(self, location, params):
        super().__init__(params)

    def _gone(self, *args, **kwargs):
        raise ConnectionError

    add = get = set = touch = delete = clear = get_many = set_many = delete_many = incr = _gone
