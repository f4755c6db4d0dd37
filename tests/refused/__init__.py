"""Sites that must be refused: one small project a rule, each with the whole message that a writer reads.

A folder holds what differs from the good project of tests/project.py; `remove.txt` names the files to take away, and
`expected.txt` is everything that `frontdesk check` prints. `<rule>.<what>` is a further case of a rule.
"""
