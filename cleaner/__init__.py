"""Clean scraped news text: the article body, its metadata, and an account of every line.

>>> from cleaner import clean
>>> result = clean("Share this story\\n\\nThe council voted on Monday to keep both libraries open for another year.")
>>> result.body
'The council voted on Monday to keep both libraries open for another year.'
>>> [(str(line.label), str(line.action)) for line in result.lines if line.text]
[('share', 'drop'), ('body', 'keep')]
"""

from cleaner.model import (
    Action,
    CleanerError,
    Image,
    Label,
    LanguageError,
    Line,
    NewsArticle,
    Result,
    RuleError,
    Span,
    UnreadableInput,
)
from cleaner.pipeline import Cleaner, clean

__all__ = [
    "Action",
    "Cleaner",
    "CleanerError",
    "Image",
    "Label",
    "LanguageError",
    "Line",
    "NewsArticle",
    "Result",
    "RuleError",
    "Span",
    "UnreadableInput",
    "clean",
]
