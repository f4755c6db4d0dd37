"""A desk that is killed again and again under load, and what it must not have lost."""
