"""What keeps the desk from being abused: limits, proof of work, and secrets that are struck out of messages."""
