"""AWS Lambda: one module a function, each with a `handler`. What they work with, the environment says (contact.deployment)."""
