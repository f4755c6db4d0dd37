"""How fast does a help centre build beside its peers? What is measured stands in `__main__.py`."""
