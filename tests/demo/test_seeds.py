from __future__ import annotations

from scanner.demo.web import DEMO_SEEDS, SITES
from scanner.seeds import load_documents, load_sites


def test_every_site_of_the_demo_is_listed_with_the_host_it_is_served_on():
    sites = load_sites(DEMO_SEEDS / "sites.toml")

    assert [site.start_urls for site in sites] == [(f"https://{site.host}/",) for site in SITES]


def test_every_site_is_governed_by_the_documents_its_readme_names():
    documents = load_documents(DEMO_SEEDS / "policies")

    assert {document.id: document.governs for document in documents} == {
        "datakade-netwerken-2021": ("datakade.example",),
        "helder-hosting-2024": ("helder-hosting.example",),
        "helder-zusternet-undated": ("helder-hosting.example", "zusternet.example"),
        "kettingkast-2026": ("kettingkast.example",),
        "molenwinkel-2026": ("molenwinkel.example",),
        "pakketpunt-2019": ("pakketpunt.example",),
        "plantenkas-2025": ("plantenkas.example",),
        "stille-haven-2026": ("stille-haven.example",),
    }
