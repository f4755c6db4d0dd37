"""One question a file: peers and us side by side, on the same input, on this machine. See README.md here."""
