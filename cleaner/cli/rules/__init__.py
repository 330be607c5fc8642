"""`cleaner rules`: the rules, listed, shown, tested, checked, counted, compared and proposed; one module a verb."""

import typer

from cleaner.cli.rules import diff, lint, list_rules, schema, show, stats, suggest, test_examples

app = typer.Typer(name="rules", help="List, show, test, check, count and propose rules.", no_args_is_help=True)
app.command("list")(list_rules.list_rules)
app.command("show")(show.show)
app.command("test")(test_examples.run_examples)
app.command("lint")(lint.lint_rules)
app.command("schema")(schema.schema)
app.command("stats")(stats.stats)
app.command("diff")(diff.diff)
app.command("suggest")(suggest.suggest)
