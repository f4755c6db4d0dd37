"""What a build worked out, kept for the next one: values by the digest of all that they were made from."""
