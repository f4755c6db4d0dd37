"""The product as a person meets it: a real Chromium, the real server, a real mail server."""
