"""The telephone: signed requests of Twilio, events of Amazon Connect, and records of calls."""
