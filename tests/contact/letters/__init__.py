"""What people of the desk write to customers, from the words to the mailbox and back."""
