from pathlib import Path

import pytest

from scanner.errors import SeedError
from scanner.models import Claim, ClaimScope, Document, Site
from scanner.seeds import load_documents, load_sites
from scanner.words import ClaimParty, DocumentSource, Modality, Polarity, PolicyStatus

SEEDS = Path(__file__).parents[1] / "seeds"

RELY = '[[site]]\ndomain = "rely.nl"\nstart_urls = ["https://www.rely.nl/"]\n'

DOCUMENT = """
id = "winkel"
title = "Policy of the shop"
organisation = "Winkel B.V."
governs = ["winkel.example"]
language = "nl"
"""

CLAIM = """
[[claim]]
id = "cookies"
type = "cookies.used"
polarity = "declares"
modality = "may"
statement = "There may be cookies."
"""


def lines(*entries, end="\n"):
    return "".join(entry + end for entry in entries)


def sites_fault(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SeedError) as caught:
        load_sites(path)
    return str(caught.value).replace(str(path), "FILE")


def document_fault(folder, content):
    (folder / "winkel.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SeedError) as caught:
        load_documents(folder)
    return str(caught.value).replace(str(folder / "winkel.toml"), "FILE")


# -- sites.toml ------------------------------------------------------------------------------------


def test_a_table_becomes_a_site(tmp_path):
    path = tmp_path / "sites.toml"
    path.write_text(
        "[[site]]\n"
        'domain = "Bücher.example"\n'
        'start_urls = ["https://www.Bücher.example", "http://cdn.winkel.example/x"]\n'
        'own_domains = ["Winkel.example"]\n'
        "enabled = false\n"
        'why_not = "closed"\n'
        'why_not_nl = "gesloten"\n',
        encoding="utf-8",
    )
    assert load_sites(path) == (
        Site(
            domain="xn--bcher-kva.example",
            start_urls=("https://www.xn--bcher-kva.example/", "http://cdn.winkel.example/x"),
            own_domains=("winkel.example",),
            enabled=False,
            why_not="closed",
            why_not_nl="gesloten",
        ),
    )


def test_a_byte_order_mark_and_crlf_do_not_matter_in_toml(tmp_path):
    path = tmp_path / "sites.TOML"
    path.write_bytes(b"\xef\xbb\xbf" + RELY.replace("\n", "\r\n").encode())
    assert load_sites(path) == (Site(domain="rely.nl", start_urls=("https://www.rely.nl/",)),)


def test_the_shipped_sites_are_five_of_which_one_is_disabled():
    shipped = [
        (site.domain, site.start_urls, site.enabled) for site in load_sites(SEEDS / "sites.toml")
    ]
    assert shipped == [
        ("claranet.nl", ("https://www.claranet.nl/",), True),
        ("rely.nl", ("https://www.rely.nl/",), True),
        ("netoperator.nl", ("https://www.netoperator.nl/",), True),
        ("leaseweb.com", ("https://www.leaseweb.com/",), True),
        ("totaalnet.nl", ("https://www.totaalnet.nl/",), False),
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "lists no site"),
        ("site = []\n", "lists no site"),
        (
            "[[site]\n",
            "not TOML: Expected ']]' at the end of an array declaration (at line 1, column 7)",
        ),
        (
            RELY + 'own_domains = "rely.be\n',
            "not TOML: Illegal character '\\n' (at line 4, column 23)",
        ),
        (RELY + "domain = 'x.nl'\n", "not TOML: Cannot overwrite a value (at line 4, column 16)"),
        (RELY.encode() + b"\n# caf\xe9\n", "line 5: not UTF-8"),
        ("[[sites]]\n", "unknown key 'sites'"),
        ("[site]\n", "expected [[site]] tables"),
        ("site = ['rely.nl']\n", "expected [[site]] tables"),
        (RELY + 'owner = "x"\n', "site 1 (rely.nl): unknown key 'owner'"),
        ('[[site]]\ndomain = "rely.nl"\n', "site 1 (rely.nl): missing key 'start_urls'"),
        ('[[site]]\nstart_urls = ["https://rely.nl/"]\n', "site 1: missing key 'domain'"),
        (
            "[[site]]\ndomain = 3\nstart_urls = []\n",
            "site 1: domain should be a valid string, got 3",
        ),
        (
            '[[site]]\ndomain = "rely.nl"\nstart_urls = "https://rely.nl/"\n',
            "site 1 (rely.nl): start_urls should be a valid array, got 'https://rely.nl/'",
        ),
        (
            '[[site]]\ndomain = "rely.nl"\nstart_urls = ["https://rely.nl/", 3]\n',
            "site 1 (rely.nl): start_urls.1 should be a valid string, got 3",
        ),
        (
            RELY + 'enabled = "yes"\n',
            "site 1 (rely.nl): enabled should be a valid boolean, got 'yes'",
        ),
        (
            '[[site]]\ndomain = "rely.nl"\nstart_urls = []\n',
            "site 1 (rely.nl): start_urls is empty",
        ),
        (
            '[[site]]\ndomain = "rely nl"\nstart_urls = ["https://rely.nl/"]\n',
            "site 1 (rely nl): not a host: 'rely nl'",
        ),
        (
            RELY + 'own_domains = ["https://rely.be"]\n',
            "site 1 (rely.nl): not a host: 'https://rely.be'",
        ),
        (
            '[[site]]\ndomain = "rely.nl"\nstart_urls = ["ftp://rely.nl/"]\n',
            "site 1 (rely.nl): not an http(s) URL: scheme 'ftp', host 'rely.nl'",
        ),
        (
            '[[site]]\ndomain = "rely.nl"\nstart_urls = ["https://jan:geheim@rely.nl/"]\n',
            "site 1 (rely.nl): a URL with credentials: leave out what stands before the @",
        ),
        (
            '[[site]]\ndomain = "rely.nl"\nstart_urls = ["https://www.reli.nl/"]\n',
            "site 1 (rely.nl): https://www.reli.nl/ lies outside rely.nl and its own_domains",
        ),
        (
            RELY + "enabled = false\n",
            "site 1 (rely.nl): a site that is not enabled needs a why_not",
        ),
        (
            RELY + 'enabled = false\nwhy_not = " "\n',
            "site 1 (rely.nl): a site that is not enabled needs a why_not",
        ),
        (
            RELY + RELY.replace('domain = "rely', 'domain = "RELY'),
            "site 2 (RELY.nl): rely.nl is listed already, at site 1 (rely.nl)",
        ),
        (
            '[[site]]\ndomain = "rely\\n.nl"\nstart_urls = ["https://rely.nl/"]\n',
            "site 1: not a host: 'rely\\n.nl'",
        ),
    ],
)
def test_a_fault_in_sites_toml_is_one_line_with_its_place(tmp_path, content, fault):
    assert sites_fault(tmp_path / "sites.toml", content) == f"FILE: {fault}"


# -- a list of URLs --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "domain", "url"),
    [
        ("winkel.example", "winkel.example", "https://winkel.example/"),
        ("www.Winkel.example", "winkel.example", "https://www.winkel.example/"),
        ("winkel.example:8443", "winkel.example", "https://winkel.example:8443/"),
        ("http://WWW.winkel.example/a#b", "winkel.example", "http://www.winkel.example/a#b"),
        ("bücher.example", "xn--bcher-kva.example", "https://xn--bcher-kva.example/"),
        ("winkel.example.", "winkel.example", "https://winkel.example/"),
        ("  winkel.example\t# a comment", "winkel.example", "https://winkel.example/"),
        ("www.nl", "www.nl", "https://www.nl/"),
        ("127.0.0.1:8443", "127.0.0.1", "https://127.0.0.1:8443/"),
        ("https://[::1]:8443/", "::1", "https://[::1]:8443/"),
        ("https://localhost/", "localhost", "https://localhost/"),
    ],
)
def test_a_line_becomes_a_site(tmp_path, entry, domain, url):
    path = tmp_path / "sites.txt"
    path.write_text(entry, encoding="utf-8")
    assert load_sites(path) == (Site(domain=domain, start_urls=(url,)),)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_comments_blank_lines_and_a_byte_order_mark_are_passed_over(tmp_path, end):
    path = tmp_path / "sites"
    text = lines("# shops", "a.example", "", "  # more", "b.example", end=end)
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert [site.domain for site in load_sites(path)] == ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "lists no site"),
        ("# nothing\n\n", "lists no site"),
        (b"a.example\nb\xfcch.example\n", "line 2: not UTF-8"),
        ("a.example\nwinkel\n", "line 2: expected an http(s) URL or a host"),
        ("a.example/path\n", "line 1: expected an http(s) URL or a host"),
        ("javascript:alert(1.0)\n", "line 1: expected an http(s) URL or a host"),
        ("file:/etc/hosts.allow\n", "line 1: expected an http(s) URL or a host"),
        ("jan:geheim@a.example\n", "line 1: expected an http(s) URL or a host"),
        ("--proxy=a.example\n", "line 1: not a host: '--proxy=a.example'"),
        ("a.example,b.example\n", "line 1: not a host: 'a.example,b.example'"),
        ("file:///etc/passwd\n", "line 1: not an http(s) URL: scheme 'file', host None"),
        (
            "\n\nhttps://jan:geheim@a.example/\n",
            "line 3: a URL with credentials: leave out what stands before the @",
        ),
        (
            "a.example\n\nhttps://www.A.example/x\n",
            "line 3: a.example is listed already, at line 1",
        ),
        (
            "bücher.example\nxn--bcher-kva.example\n",
            "line 2: xn--bcher-kva.example is listed already, at line 1",
        ),
    ],
)
def test_a_fault_in_a_list_is_one_line_with_its_number(tmp_path, content, fault):
    assert sites_fault(tmp_path / "sites.txt", content) == f"FILE: {fault}"


@pytest.mark.parametrize("name", ["sites.toml", "sites.txt"])
def test_a_missing_file_is_said(tmp_path, name):
    with pytest.raises(SeedError) as caught:
        load_sites(tmp_path / name)
    assert str(caught.value) == f"{tmp_path / name}: no such file"


@pytest.mark.parametrize("name", ["sites.toml", "sites.txt"])
def test_a_folder_in_place_of_a_file_is_said(tmp_path, name):
    (tmp_path / name).mkdir()
    with pytest.raises(SeedError) as caught:
        load_sites(tmp_path / name)
    assert str(caught.value) == f"{tmp_path / name}: cannot be read: Is a directory"


# -- documents -------------------------------------------------------------------------------------


def test_a_file_becomes_a_pinned_document(tmp_path):
    (tmp_path / "winkel.toml").write_text(
        'id = "winkel"\n'
        'title = "Policy of the shop"\n'
        'title_nl = "Beleid van de winkel"\n'
        'organisation = "Winkel B.V."\n'
        'governs = ["Bücher.example"]\n'
        'language = "nl"\n'
        "date = 2020-11-01\n"
        'notes = ["Two pages."]\n'
        'notes_nl = ["Twee pagina\'s."]\n'
        "[other_controllers]\n"
        '"Pers.Winkel.example" = "Pers B.V."\n'
        "[[claim]]\n"
        'id = "issued"\n'
        'type = "cookies.issued_when"\n'
        'polarity = "declares"\n'
        'modality = "will"\n'
        'condition = "unless_refused"\n'
        'party = "service"\n'
        'service = "geenrobot"\n'
        'site = "www.winkel.example"\n'
        'params = { event = "sign_in" }\n'
        'section = "12.5"\n'
        'statement = "Cookies come with an account."\n'
        'statement_nl = "Cookies komen met een account."\n'
        'readings = ["sign_in", "first_visit"]\n'
        "[[claim]]\n"
        'id = "silent-list"\n'
        'type = "cookies.list"\n'
        'polarity = "silent"\n',
        encoding="utf-8",
    )
    assert load_documents(tmp_path) == (
        Document(
            id="winkel",
            title="Policy of the shop",
            title_nl="Beleid van de winkel",
            organisation="Winkel B.V.",
            source=DocumentSource.PINNED,
            status=PolicyStatus.READ,
            governs=("xn--bcher-kva.example",),
            language="nl",
            date="2020-11-01",
            other_controllers={"pers.winkel.example": "Pers B.V."},
            notes=("Two pages.",),
            notes_nl=("Twee pagina's.",),
            claims=(
                Claim(
                    id="issued",
                    type="cookies.issued_when",
                    polarity=Polarity.DECLARES,
                    modality=Modality.WILL,
                    condition="unless_refused",
                    scope=ClaimScope(
                        party=ClaimParty.SERVICE, service="geenrobot", site="www.winkel.example"
                    ),
                    params={"event": "sign_in"},
                    section="12.5",
                    statement="Cookies come with an account.",
                    statement_nl="Cookies komen met een account.",
                    readings=("sign_in", "first_visit"),
                ),
                Claim(id="silent-list", type="cookies.list", polarity=Polarity.SILENT),
            ),
        ),
    )


def test_documents_come_in_order_of_file_name_and_other_files_are_left_alone(tmp_path):
    for name in ("b", "a"):
        text = DOCUMENT.replace('"winkel"', f'"{name}"')
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "README.md").write_text("not TOML", encoding="utf-8")
    assert [document.id for document in load_documents(tmp_path)] == ["a", "b"]


def test_a_document_that_could_be_read_in_part_says_so(tmp_path):
    (tmp_path / "winkel.toml").write_text(DOCUMENT + 'status = "partial"\n', encoding="utf-8")
    assert load_documents(tmp_path)[0].status is PolicyStatus.PARTIAL


def test_an_empty_folder_holds_no_documents(tmp_path):
    assert load_documents(tmp_path) == ()


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(SeedError) as caught:
        load_documents(tmp_path / "policies")
    assert str(caught.value) == f"{tmp_path / 'policies'}: no such folder"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("id = \n", "not TOML: Invalid value (at line 1, column 6)"),
        (DOCUMENT + "[[clause]]\n", "unknown key 'clause'"),
        (DOCUMENT + 'source = "live"\n', "unknown key 'source'"),
        (DOCUMENT + "claim = 3\n", "expected [[claim]] tables"),
        (DOCUMENT.replace("title", "#"), "missing key 'title'"),
        (DOCUMENT.replace('["winkel.example"]', "3"), "governs should be a valid array, got 3"),
        (DOCUMENT.replace('["winkel.example"]', "[]"), "governs is empty"),
        (DOCUMENT + 'notes_nl = ["Een pagina."]\n', "0 notes, and 1 notes_nl"),
        (DOCUMENT.replace("winkel.example", "winkel..nl"), "not a host: 'winkel..nl'"),
        (DOCUMENT.replace('id = "winkel"', 'id = "w"'), "id is 'w', its file name says 'winkel'"),
        (
            DOCUMENT + 'status = "lost"\n',
            "status should be 'read', 'partial', 'not_found', 'unreachable', 'unreadable', "
            "'language_unsupported' or 'too_large', got 'lost'",
        ),
        (
            DOCUMENT + 'date = "1 November 2020"\n',
            "date should be YYYY, YYYY-MM or YYYY-MM-DD, got '1 November 2020'",
        ),
        (DOCUMENT + '[other_controllers]\n"a b" = "Pers B.V."\n', "not a host: 'a b'"),
        (DOCUMENT + CLAIM + CLAIM, "claim 2 (cookies): claim 1 has this id already"),
        (DOCUMENT + CLAIM + 'quote = "x"\n', "claim 1 (cookies): unknown key 'quote'"),
        (DOCUMENT + CLAIM.replace('id = "cookies"', ""), "claim 1: missing key 'id'"),
        (
            DOCUMENT + CLAIM.replace("cookies.used", "cookies.eaten"),
            "claim 1 (cookies): unknown claim type 'cookies.eaten'",
        ),
        (
            DOCUMENT + CLAIM.replace('"declares"', '"says"'),
            "claim 1 (cookies): polarity should be 'declares', 'denies' or 'silent', got 'says'",
        ),
        (
            DOCUMENT + CLAIM + 'party = "us"\n',
            "claim 1 (cookies): scope.party should be 'first', 'third', 'advertiser', 'service' "
            "or 'any', got 'us'",
        ),
        (
            DOCUMENT + CLAIM.replace('modality = "may"\n', ""),
            "claim 1 (cookies): cookies: a silent claim has no modality, every other has one",
        ),
        (
            DOCUMENT + CLAIM + "params = { count = 3 }\n",
            "claim 1 (cookies): cookies.used has no parameter 'count'",
        ),
        (
            DOCUMENT + CLAIM + "params = { count = 3.5 }\n",
            "claim 1 (cookies): params.count cannot be 3.5",
        ),
        (
            DOCUMENT + CLAIM + "params = 3\n",
            "claim 1 (cookies): params should be an object, got 3",
        ),
        (
            DOCUMENT + CLAIM.replace('statement = "There may be cookies."\n', ""),
            "claim 1 (cookies): missing key 'statement'",
        ),
    ],
)
def test_a_fault_in_a_document_is_one_line_with_its_place(tmp_path, content, fault):
    assert document_fault(tmp_path, content) == f"FILE: {fault}"
