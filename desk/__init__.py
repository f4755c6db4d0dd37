"""What page, acknowledgement and report share: settings, calendars, estimates, words, findings.

Pure functions over frozen data; the clock is always an argument. Knows neither the site half nor the request half.
"""
