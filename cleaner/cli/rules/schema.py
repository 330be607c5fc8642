"""`cleaner rules schema`: the JSON Schema of a rule file, for editors."""

from cleaner.cli.output import say
from cleaner.ruleset.jsonschema import schema_text


def schema() -> None:
    """Print the JSON Schema of a rule file; a pack's first line `#:schema FILE` names where it was saved."""
    say(schema_text())
