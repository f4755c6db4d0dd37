"""The site half: what writers write becomes what customers read."""
