"""One answer: from the text of its file to its HTML."""
