"""HTML pages: parsed once, rendered as lines, each with what the page says of it."""

from cleaner.reading.html.parse import parse
from cleaner.reading.html.render import render
from cleaner.reading.html.vote import voted

__all__ = ["parse", "render", "voted"]
