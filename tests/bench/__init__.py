"""The measurements: only what they work out, never what they time."""
