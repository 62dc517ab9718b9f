"""The pages that leave the house: one page for elected members, one for funders, on paper and in a workbook.

Every number in them is masked for everybody, whoever makes them.
"""
