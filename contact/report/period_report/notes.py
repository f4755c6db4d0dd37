"""How to read a period report, and how to test it: words that stand in every one of them."""

NOTES = (
    "Each case counts as what it was classified as by the instant named 'as of'. What was recorded later is not in the figures.",
    "A letter that came in the period and was written down after that instant is missing here; a later report has it.",
    "The period is that of the time zone named above; its first instant belongs to it, the first instant after it does not.",
    "A percentile is the nearest rank: the shortest time within which at least so many of all n were. Means are rounded half up.",
    "Every figure has an id: table/row/column. `frontdesk report cases ID` lists the cases behind it.",
    "They are the lines of cases.csv (clocks.csv, calls.csv) that agree with all filters of the table, the row and the column.",
    "Groups of any size are shown in full: this report is for the desk itself and for its examiners, and names no customer.",
    "An erased case counts as it did before: nothing that was typed is needed for any figure.",
    "Empty is not zero: it was not measured, or there was nothing to measure.",
    "A profile checks for rows of the requirements. What a regulator asks for is for a person to judge.",
)
