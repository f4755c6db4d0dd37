"""What builds keep for the next one."""
