"""The frontdesk command: wires the site half and the request half together. Nothing else knows both."""
