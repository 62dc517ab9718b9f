"""The same act on several journeys, each through the door of a single one."""
