"""How well, how fast and in how many bytes does our search answer, beside those that sites of this kind ship today?"""
