"""A story with a line that goes and one that stays, and the rules that say so whatever the weights."""

JUNK = "JUNK TO GO"
PROSE = "The council voted on Monday to keep both of the town’s libraries open for another year, its leader said."
STORY = f"{JUNK}\n\n{PROSE}\n"

PACK = """
schema = 1
pack = "test.sure"

[[rule]]
id = "test.junk"
label = "promo"
why = "The tests need a line that goes, whatever the weights."
pattern = '^JUNK TO GO$'
score = 3.0
hits = ["JUNK TO GO", "JUNK  TO GO"]
misses = ["JUNK TO STAY", "The junk to go was sold."]

[[rule]]
id = "test.prose"
kind = "protect"
why = "The tests need a line that stays, whatever the weights."
pattern = '^The council voted '
score = 3.0
hits = ["The council voted on Monday.", "The council voted twice."]
misses = ["The councils voted.", "A council voted on Monday."]
"""
