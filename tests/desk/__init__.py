"""What page, acknowledgement and report share: calendars, settings, words, estimates, the form, the bundle."""
