"""Tests of the search: its words, its ranking, its files."""
