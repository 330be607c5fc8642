"""The JSON Schema of a rule file, for editors; `schema` stays the judge, this one is made from what it knows."""

from __future__ import annotations

import json
from typing import Any

from cleaner.model import Label
from cleaner.ruleset.parts import MATCHES, MAX_LENGTH, PART_NAME
from cleaner.ruleset.schema import (
    ANY_LANGUAGE,
    EMITTED,
    ENGLISH,
    KINDS,
    LANGUAGE_CODE,
    MIN_EXAMPLES,
    PATTERNLESS,
    RULE_ID,
    SCHEMA_VERSION,
    ZONES,
)

NAME = "pack.schema.json"
"""The file it is published in, beside the rules."""

STRINGS = {"type": "array", "items": {"type": "string"}}
EXAMPLES = {"type": "array", "items": {"type": "string"}, "minItems": MIN_EXAMPLES}


def pack_schema() -> dict[str, Any]:
    """The schema as data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A rule pack of news-text-cleaner",
        "type": "object",
        "required": ["schema", "pack"],
        "additionalProperties": False,
        "properties": {
            "schema": {"const": SCHEMA_VERSION, "description": "The version of the format."},
            "pack": _text("The pack's name: core.… for general packs, site.… for sites, any other for your own."),
            "language": _text(
                f"The code of the language the rules are written for, or `{ANY_LANGUAGE}`: they read no words.",
                default=ENGLISH,
            )
            | {"pattern": f"^{LANGUAGE_CODE.pattern}$"},
            "domains": STRINGS | {"description": "The pack applies to these hosts and their subdomains only."},
            "fingerprint": STRINGS | {"description": "The pack applies where one of these patterns matches a block."},
            "off": _switches("Rules switched off."),
            "protect": _switches("Lines that stay, whatever rules say of them."),
            "decides": {
                "type": "boolean",
                "default": True,
                "description": "false: rules of score 3 are evidence, weighed with the rest, and decide nothing alone.",
            },
            "share_parts": {
                "type": "boolean",
                "default": False,
                "description": "true: the file's parts are known to all packs.",
            },
            "part": {"type": "array", "items": _part()},
            "rule": {"type": "array", "items": _rule()},
        },
    }


def schema_text() -> str:
    """The schema as its file holds it."""
    return json.dumps(pack_schema(), ensure_ascii=False, indent=2) + "\n"


def _rule() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["id", "why", "hits", "misses"],
        "additionalProperties": False,
        "properties": {
            "id": _text("Small letters, digits and hyphens, with a dot.") | {"pattern": f"^{RULE_ID.pattern}$"},
            "label": _choice("What the rule proposes.", list(map(str, Label))),
            "why": _text("The reason, in a sentence.") | {"minLength": 5},
            "kind": _choice("What it proposes about.", KINDS, default="line"),
            "pattern": _text(
                "A regular expression that RE2 can run, searched in the text of a block. {date} names a part."
            ),
            "phrases": STRINGS | {"description": "Fixed wordings, in the place of a pattern. {date} names a part."},
            "match": _choice("Where in the block a phrase stands.", MATCHES, default="anywhere"),
            "ignore_case": {"type": "boolean", "default": True, "description": "Capital and small letters are alike."},
            "where": {
                "type": "object",
                "description": "Where the rule applies.",
                "additionalProperties": False,
                "properties": {
                    "zone": _choice("Where the block stands.", ZONES, default="any"),
                    "min_words": {"type": "integer", "minimum": 0},
                    "max_words": {"type": "integer", "minimum": 0},
                    "min_run": {"type": "integer", "minimum": 1, "description": "Blocks of a `run`."},
                },
            },
            "unless": STRINGS | {"description": "Where one of these patterns matches the block, the rule doesn't."},
            "emit": {
                "type": "object",
                "description": "Properties of the article, each with the group of the pattern that gives it.",
                "propertyNames": {"enum": sorted(EMITTED)},
                "additionalProperties": {"type": "string"},
            },
            "score": {"enum": [1, 2, 3], "default": 2, "description": "1 weak, 2 usual, 3 sure."},
            "hits": EXAMPLES | {"description": "Examples that the rule must propose."},
            "misses": EXAMPLES | {"description": "Near misses that it must leave alone."},
        },
        "allOf": [
            {
                "if": {"properties": {"kind": {"enum": list(PATTERNLESS)}}, "required": ["kind"]},
                "then": {"not": {"anyOf": [{"required": ["pattern"]}, {"required": ["phrases"]}]}},
                "else": {"oneOf": [{"required": ["pattern"]}, {"required": ["phrases"]}]},
            },
            {
                "if": {"properties": {"kind": {"const": "protect"}}, "required": ["kind"]},
                "else": {"required": ["label"]},
            },
        ],
    }


def _part() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["name", "why", "hits", "misses"],
        "additionalProperties": False,
        "oneOf": [{"required": ["pattern"]}, {"required": ["phrases"]}],
        "properties": {
            "name": _text("Small letters, digits and underscores.") | {"pattern": f"^{PART_NAME.pattern}$"},
            "why": _text("What it stands for, in a sentence.") | {"minLength": 5},
            "pattern": _text("A regular expression; {month} names another part.") | {"maxLength": MAX_LENGTH},
            "phrases": STRINGS | {"description": "Fixed wordings, in the place of a pattern."},
            "ignore_case": {"type": "boolean", "default": False},
            "global": {"type": "boolean", "description": "true: it is known to all packs, the shipped ones too."},
            "hits": EXAMPLES | {"description": "Texts that are such a part from end to end."},
            "misses": EXAMPLES | {"description": "Texts that are not."},
        },
    }


def _switches(description: str) -> dict[str, Any]:
    table = {
        "type": "object",
        "additionalProperties": False,
        "anyOf": [{"required": ["rule"]}, {"required": ["pattern"]}],
        "properties": {
            "rule": _text("A rule's id, or a pattern of ids such as promo.*"),
            "pattern": _text("A regular expression: only of lines that it matches."),
            "site": _text("A host, or the name of a site's pack: only there."),
        },
    }
    return {"type": "array", "items": {"anyOf": [{"type": "string"}, table]}, "description": description}


def _text(description: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "description": description} | more


def _choice(description: str, values: Any, **more: Any) -> dict[str, Any]:
    return {"enum": list(values), "description": description} | more
