"""What people of the desk do about cases, from their terminal."""
