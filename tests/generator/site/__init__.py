"""The whole site: its pages, what machines read of it, and how it gets to disk."""
