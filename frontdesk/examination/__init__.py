"""All that an examiner asks for, as it stood on a day, in one folder that proves itself (row H3)."""
