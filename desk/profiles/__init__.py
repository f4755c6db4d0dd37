"""The sets of legal requirements that a desk can be checked for: one dated data file each, and what is worked out from them.

A profile lists rows of requirements with their sources; it claims nothing. Knows neither settings nor pages. Empty, so that
who only records a message imports the clocks and nothing else.
"""
