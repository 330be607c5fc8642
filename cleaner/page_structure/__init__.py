"""What the structure of an HTML page says of its blocks: which elements hold a thread of comments, another article, or
the article once more."""
