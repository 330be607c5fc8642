"""Named entities of a line: dates, times, names, contacts, counts, with their values."""
