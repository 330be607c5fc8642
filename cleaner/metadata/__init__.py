"""What a byline or a timestamp says: text in, names and dates out. Nothing here knows of stages or rules."""
