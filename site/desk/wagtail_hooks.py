from .calendar import hooks as calendar_hooks  # noqa: F401
from .checks import hooks as checks_hooks  # noqa: F401
from .dashboard import hooks as dashboard_hooks  # noqa: F401
from .draft_links import hooks as draft_links_hooks  # noqa: F401
from .guide import hooks as guide_hooks  # noqa: F401
