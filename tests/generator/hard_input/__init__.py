"""Input and machines that make it hard for a build: a clear message, and the published site whole."""
