"""Edges: how requests arrive, and how answers leave. One module an edge; each calls the same handlers."""
