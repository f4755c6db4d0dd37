"""Engines render the house; we pour the answers in. One engine a file, behind the port in `generator.engines.port`."""
