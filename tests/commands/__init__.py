"""The commands: what they print where, and with which code they end."""
