"""Figures out of the log."""
