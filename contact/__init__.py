"""The request half: request -> log -> acknowledgement. Reads the contact bundle; knows no Markdown and no theme."""
