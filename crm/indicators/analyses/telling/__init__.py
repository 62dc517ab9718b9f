"""Each analysis in words, tables and charts, as its reader may see it: `tell(ask)` gives a Page back."""
