"""Whether the house runs: what a monitor asks at /sante/, what an administrator is told, what runs at its hour."""
