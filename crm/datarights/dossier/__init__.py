"""Everything that is held of one person, told in their words: a file to hand over, after the inventory of erasure."""
