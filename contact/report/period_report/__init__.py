"""The log -> a period report: histories become facts, facts lines of a list, lines counts, counts tables of figures.

Knows no command and no format. What is counted of a case is one line of cases.csv: every figure is a filter over such lines.
"""
