"""What a newcomer may rely on, one statement a test."""
