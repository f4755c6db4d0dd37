"""The request half: from a form to an acknowledgement that arrives."""
