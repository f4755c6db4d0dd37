"""E-mail that arrives: read, judged, recorded, answered or not."""
