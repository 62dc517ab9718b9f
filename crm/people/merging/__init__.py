"""Two files of one person: the pairs that look alike, what a merging moves, and its only door."""
