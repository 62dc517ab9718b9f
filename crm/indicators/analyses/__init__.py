"""What stands behind the figures: pure counting, each analysis a module that gives dataclasses back.

`stories` reads once what happened to each person of a cohort; `telling` words an analysis as its reader may see it;
`drawing` places things on the charts.
"""
