"""E-mail that arrives at the support address: read as one finds it, recorded as a case, and answered only where it may be."""
