"""The report of a period, held against a program that works it out in its own way."""
