"""What the request half does under load, with many cases, and when it is killed."""
