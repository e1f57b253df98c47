"""What the analysis of saved sites costs: seconds and memory, and whether it grows linearly.

Run alone, ``python -m bench.analysis RUN`` analyses a run and prints its seconds and megabytes.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from builders import (
    make_claim,
    make_cookie,
    make_document,
    make_full_pages,
    make_observation,
    make_request,
    make_run,
    make_site,
    make_stored_item,
)

from scanner.catalogue.load import Catalogue, load_catalogue
from scanner.catalogue.signature import Signature
from scanner.models import ApiUse, Consent, Cookie, Document, Observation, Request
from scanner.reporting import write_run_report
from scanner.results import RunFolder
from scanner.words import ConsentChoice, ConsentOutcome, ConsentProof, Phase, Polarity

SITES = (100, 1000)
TIME_AIM_S = 60.0
MEMORY_AIM_MB = 500.0
LINEAR_AIM = 1.25  # CPU seconds a site among many, to those among few

# A visit of an everyday site: five pages, and what ten services do on them.
_SERVICES, _REQUESTS, _COOKIES, _ITEMS = 10, 80, 12, 8
_CLAIMS = (
    ("cookies.used", Polarity.DECLARES),
    ("cookies.list", Polarity.DENIES),
    ("cookies.third_party", Polarity.SILENT),
    ("tracking.third_party", Polarity.DENIES),
    ("consent.mechanism", Polarity.DECLARES),
    ("transfer.outside_eea", Polarity.SILENT),
    ("retention.period", Polarity.DECLARES),
    ("policy.controller", Polarity.DECLARES),
)


@dataclass(frozen=True)
class Analysis:
    """What analysing a run took."""

    sites: int
    seconds: float
    cpu_s: float
    megabytes: float  # the most at any moment
    findings: int


def print_figures() -> None:
    """Measure both numbers of sites, and print how they compare with what is aimed at."""
    few, many = (measure_analysis(sites) for sites in SITES)
    for each in (few, many):
        print(
            f"analysis of {each.sites} sites: {each.seconds:.1f} s ({each.cpu_s:.1f} s of CPU), "
            f"{each.megabytes:.0f} MB, {each.findings} findings"
        )
    growth = many.cpu_s / many.sites / (few.cpu_s / few.sites)
    print(f"aims: {TIME_AIM_S:.0f} s, {MEMORY_AIM_MB:.0f} MB")
    print(f"CPU a site, of {many.sites} to of {few.sites}: {growth:.2f} (aim: {LINEAR_AIM:.2f})")


def measure_analysis(sites: int) -> Analysis:
    """Make a run of so many sites and analyse it, in a process of its own."""
    with tempfile.TemporaryDirectory() as results:
        folder = make_saved_run(Path(results), sites)
        done = subprocess.run(  # ourselves
            [sys.executable, "-m", "bench.analysis", str(folder.path)],
            capture_output=True,
            check=True,
            text=True,
        )
    return replace(Analysis(**json.loads(done.stdout)), sites=sites)


def make_saved_run(results: Path, sites: int) -> RunFolder:
    """Write the files of a run: three visits a site, and a policy for each."""
    folder = RunFolder.create(results, "20261121T030000Z")
    domains = [f"winkel{number:04}.example" for number in range(sites)]
    chosen = {"choices": tuple(ConsentChoice)}
    folder.write_run(make_run([make_site(domain) for domain in domains], **chosen))
    web = _Web(load_catalogue())
    for number, domain in enumerate(domains):
        for visit in web.visits(domain, number):
            folder.write_observation(visit)
        folder.write_documents(domain, [_policy(domain)])
    return folder


def _policy(domain: str) -> Document:
    claims = [make_claim(type_, polarity) for type_, polarity in _CLAIMS]
    return make_document(*claims, id=f"policy-{domain}", governs=(domain,))


class _Web:
    """Sites that embed services of the catalogue: the same seed gives the same sites."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._known = [each for each in catalogue.signatures if each.examples.urls]

    def visits(self, domain: str, seed: int) -> Iterator[Observation]:
        """Yield the three visits of a site; what comes after a press is not seen without one."""
        chance = random.Random(seed)
        services = chance.sample(self._known, _SERVICES)
        for choice in ConsentChoice:
            pressed = choice is not ConsentChoice.NONE
            proofs = (ConsentProof.STORED,) if pressed else ()
            seen = services if choice is ConsentChoice.ACCEPT else services[: _SERVICES // 2]
            yield make_observation(
                domain,
                choice=choice,
                pages=make_full_pages(domain),
                consent=Consent(outcome=ConsentOutcome.DONE, proofs=proofs),
                requests=tuple(_requests(domain, seen, pressed)),
                cookies=tuple(_cookies(domain, seen, choice)),
                storage=tuple(make_stored_item(f"key{n}", site=domain) for n in range(_ITEMS)),
                apis=(_api_use(domain, seen[0]),),
            )


def _requests(domain: str, services: list[Signature], pressed: bool) -> Iterator[Request]:
    pages = [page.url for page in make_full_pages(domain)]
    called = [url for each in services for url in each.examples.urls]
    for number in range(_REQUESTS):
        own = f"https://www.{domain}/assets/{number}.js"
        yield make_request(
            called[number // 2 % len(called)] if number % 2 else own,
            site=domain,
            page=pages[number * len(pages) // _REQUESTS],
            phase=Phase.AFTER if pressed and number > _REQUESTS // 2 else Phase.BEFORE,
            initiators=(f"https://www.{domain}/", f"https://www.{domain}/assets/0.js"),
            cookies_sent=("sid",) if number % 2 else (),
        )


def _cookies(domain: str, services: list[Signature], choice: ConsentChoice) -> Iterator[Cookie]:
    names = ["sid", *(name for each in services for name in each.examples.cookies)]
    for number, name in enumerate(names[:_COOKIES]):
        late = choice is not ConsentChoice.NONE and number % 2
        yield make_cookie(
            name,
            domain,
            site=domain,
            lifetime_s=86_400.0 * number or None,
            choice=choice,
            phase=Phase.AFTER if late else Phase.BEFORE,
        )


def _api_use(domain: str, service: Signature) -> ApiUse:
    script = service.examples.urls[0]
    return ApiUse(api="canvas.toDataURL", count=3, script=script, page=f"https://www.{domain}/")


def _analyse(run: str) -> None:
    folder = RunFolder.open(run)
    before, cpu_before = time.perf_counter(), time.process_time()
    report, _ = write_run_report(folder)
    seconds, cpu_s = time.perf_counter() - before, time.process_time() - cpu_before
    most_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = {
        "sites": len(report.sites),
        "seconds": seconds,
        "cpu_s": cpu_s,
        "megabytes": most_kb / 1024,
        "findings": sum(report.totals.discrepancies.values()),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    _analyse(sys.argv[1])
