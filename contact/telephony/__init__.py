"""Telephone calls: what a caller hears, and what is recorded of it.

A provider's service speaks with callers and asks us what to say; contact.telephony.desk answers Twilio, and
contact.telephony.connect Amazon Connect.
"""
