"""What secrets look like in a text: one description, which the page's script and the backend both work from.

A description only: `contact.abuse.masking` and theme/assets/frontdesk/mask.js do the looking.
"""

from desk.masking.rules import CARDS, PHRASES, RULES, SORTS, Rule, rules_json, word_lists

__all__ = ["CARDS", "PHRASES", "RULES", "SORTS", "Rule", "rules_json", "word_lists"]
