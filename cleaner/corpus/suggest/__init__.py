"""Rules proposed from a user's own documents: what a site prints again and again.

`lines` reads the corpus into a table, `count` counts in it (DuckDB, on disk where memory is short), `candidates` turns
what is repeated into rules, `review` holds each against the lines it hits, `pack` writes them down.
"""
