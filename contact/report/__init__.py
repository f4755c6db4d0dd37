"""The log -> figures: events become rows, rows become groups, groups become figures.

Knows no command and no page. A report reads the log one case after the other, and leaves no name in what it says.
"""
