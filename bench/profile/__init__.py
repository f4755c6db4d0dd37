"""Where does the time of our own build go? What is shown stands in `__main__.py`."""
