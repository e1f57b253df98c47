"""``scrapy policy FILE_OR_URL``: what one policy claims, each claim with its quote."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scanner.errors import ScannerError
from scanner.fetching import Fetched, fetch, is_url
from scanner.policy.score import Gold, Score, load_gold, score
from scanner.reading import PolicyReading, in_closed_words, read_policy
from scanner.report.claims import print_claims, print_counts
from scanner.report.wording import inert, plain
from scanner.words import PolicyStatus

_FIELDS = {
    "id",
    "type",
    "polarity",
    "modality",
    "condition",
    "scope",
    "params",
    "section",
    "quote",
    "start",
    "end",
    "confidence",
}


class Command(ScrapyCommand):
    """Read one policy; exit code 1 when it could not be read."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what comes after the command's name."""
        return "FILE_OR_URL"

    def short_desc(self) -> str:
        """Return the line that ``scrapy -h`` shows."""
        return "Read one privacy policy (.txt .md .html .pdf, or a URL) and list its claims"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the ways to print: as JSON, compared with gold claims, or the text itself."""
        super().add_options(parser)
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument("--json", action="store_true", help="print the claims as a JSON list")
        ways.add_argument("--score", metavar="GOLD", help="compare with the claims of a JSON file")
        ways.add_argument(
            "--text", action="store_true", help="print the text that offsets count in"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the policy, print what was asked for, and set the exit code."""
        if len(args) != 1:
            raise UsageError("expected one policy: a file or a URL")
        try:
            gold = _load_gold(Path(opts.score), args[0]) if opts.score else None
            fetched = fetch(args[0]) if is_url(args[0]) else _load(args[0])
            reading = read_policy(fetched.data, fetched.name, fetched.media_type)
        except OSError as error:
            self._fail(f"{error.filename}: {error.strerror}")
            return
        except (ScannerError, ValueError) as error:
            self._fail(str(error))
            return
        if reading.status not in (PolicyStatus.READ, PolicyStatus.PARTIAL):
            self._fail(f"{args[0]}: {plain(reading.status)}: {reading.reason}")
            return
        if reading.status is PolicyStatus.PARTIAL:
            print(inert(f"{args[0]}: read in part: {reading.reason}"), file=sys.stderr)
        _print(reading, opts, gold)

    def _fail(self, line: str) -> None:
        print(inert(line), file=sys.stderr)
        self.exitcode = 1


def _load(name: str) -> Fetched:
    return Fetched(Path(name).read_bytes(), name, None)


def _load_gold(path: Path, policy: str) -> tuple[Gold, ...]:
    """Return the gold claims of a file; of one with many policies those of this one.

    Raises:
        ValueError: it is no JSON, or holds no claims of this policy.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(found, Mapping) and "policies" in found:
            name = Path(policy).name
            found = next((one for one in found["policies"] if one.get("seed_file") == name), None)
        return load_gold(found)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def _print(reading: PolicyReading, opts: argparse.Namespace, gold: tuple[Gold, ...] | None) -> None:
    console = Console(highlight=False)
    if opts.json:
        claims = [
            claim.model_dump(mode="json", include=_FIELDS)
            for claim in in_closed_words(reading.claims)
        ]
        print(json.dumps(claims, indent=1))
    elif opts.text and reading.document.text:
        _print_text(reading.document.text.source, console)
    elif gold is not None:
        _print_score(score(gold, in_closed_words(reading.claims)), console)
    else:
        about = f"{reading.document.title or 'no title'}: {plain(reading.status)}"
        print_claims(f"{about}, {reading.language}", reading.claims, console)


def _print_score(found: Score, console: Console) -> None:
    rows = [
        *sorted(found.claims.items()),
        ("all claims", found.total),
        ("silences", found.silences),
    ]
    notes = [
        f"modality right: {found.modality_right} of {found.modality_compared}",
        f"implied by other claims, not counted: {found.implied}",
        f"polarity flips: {len(found.flips)}",
        *(f"  {claim.type} {claim.polarity}: {claim.quote}" for claim in found.flips),
    ]
    print_counts(rows, notes, console)


def _print_text(source: str, console: Console) -> None:
    """Print a text as it is; on a terminal without what would steer that."""
    if console.is_terminal:
        source = "\n".join("\t".join(map(inert, line.split("\t"))) for line in source.split("\n"))
    sys.stdout.write(source)
