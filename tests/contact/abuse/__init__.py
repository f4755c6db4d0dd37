"""What an attacker tries, and what a customer should not have sent."""
