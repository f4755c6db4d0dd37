"""A quarter that nobody lived through: made-up cases, calls, votes and searches in a real request log, for screens and tests.

Every one of them says that it is synthetic. See docs/running/demo-data.md.
"""
