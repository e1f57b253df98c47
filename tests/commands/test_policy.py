import argparse
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from scrapy.exceptions import UsageError

from scanner.commands.policy import Command
from scanner.fetching import MOST_BYTES, fetch, is_url

POLICY = """Cookiebeleid

Wij plaatsen cookies op deze website en meten daarmee hoe vaak zij bezocht wordt.

Wij bewaren de gegevens die wij daarmee verzamelen niet langer dan nodig is.

Wij plaatsen geen cookies van derden.
"""


@pytest.fixture
def policy(tmp_path):
    path = tmp_path / "beleid.txt"
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.fixture
def serve():
    """Serve answers, by path, on loopback."""
    answers = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = answers[self.path]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def add(path, body=b"", status=200, **headers):
        answers[path] = (status, headers, body)
        return f"http://127.0.0.1:{server.server_port}{path}"

    yield add
    server.shutdown()
    thread.join()
    server.server_close()


def run(*args, **opts):
    """Run the command as Scrapy does, and return its exit code."""
    command = Command()
    given = {"json": False, "score": None, "text": False, **opts}
    command.run([str(arg) for arg in args], argparse.Namespace(**given))
    return command.exitcode


def test_claims_are_printed_a_line_each_with_their_quotes(policy, capsys):
    assert run(policy) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Cookiebeleid: read, nl, ")
    denied = [line for line in lines if line.split()[:2] == ["cookies.third_party", "denies"]]
    assert denied[0].endswith("“Wij plaatsen geen cookies van derden.”")
    assert lines[-1].startswith("silent about: ")


def test_json_is_a_list_of_claims_with_verbatim_quotes(policy, capsys):
    assert run(policy, json=True) == 0
    claims = json.loads(capsys.readouterr().out)
    quoted = [claim for claim in claims if claim["quote"]]
    assert quoted
    assert all(POLICY[claim["start"] : claim["end"]] == claim["quote"] for claim in quoted)
    assert set(claims[0]) == {
        *("id", "type", "polarity", "modality", "condition", "scope", "params"),
        *("section", "quote", "start", "end", "confidence"),
    }


def test_text_is_what_the_offsets_count_in(policy, capsys):
    assert run(policy, text=True) == 0
    assert capsys.readouterr().out == POLICY


def test_a_score_compares_with_the_claims_of_a_file(policy, tmp_path, capsys):
    gold = tmp_path / "gold.json"
    claim = {"type": "cookies.third_party", "polarity": "denies", "params": {}}
    claim["quote"] = "geen cookies van derden"
    gold.write_text(json.dumps({"policies": [{"seed_file": policy.name, "claims": [claim]}]}))
    assert run(policy, score=str(gold)) == 0
    out = capsys.readouterr().out
    row = next(line for line in out.splitlines() if "cookies.third_party" in line)
    assert row.split()[:4] == ["cookies.third_party", "1", "0", "0"]
    assert "polarity flips: 0" in out


@pytest.mark.parametrize("gold", ["{", "3", '[{"type": "cookies.used"}]', '{"policies": []}'])
def test_a_gold_file_that_is_none_is_told_in_one_line(policy, tmp_path, capsys, gold):
    path = tmp_path / "gold.json"
    path.write_text(gold)
    assert run(policy, score=str(path)) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"{path}: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "unreadable: the file is empty"),
        (b"PK\x03\x04", "unreadable: a packed or Office file, not a text"),
        ("Мы используем файлы cookie на нашем сайте. ".encode() * 9, "language unsupported: "),
    ],
)
def test_what_cannot_be_read_ends_with_one_line_and_no_claims(tmp_path, capsys, data, line):
    path = tmp_path / "beleid.txt"
    path.write_bytes(data)
    assert run(path, json=True) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{path}: {line}")
    assert err.count("\n") == 1


def test_a_file_that_is_not_there_is_told(tmp_path, capsys):
    assert run(tmp_path / "weg.txt") == 1
    assert capsys.readouterr().err == f"{tmp_path / 'weg.txt'}: No such file or directory\n"


@pytest.mark.parametrize("args", [(), ("a", "b")])
def test_it_wants_one_policy(args):
    with pytest.raises(UsageError, match="expected one policy"):
        run(*args)


def test_what_steers_a_terminal_is_not_printed(tmp_path, capsys):
    path = tmp_path / "beleid.txt"
    path.write_text("Cookies \x1b[2J\n\nWij plaatsen \x1b]0;x\x07 cookies op deze website.\n")
    run(path)
    assert "\x1b" not in capsys.readouterr().out


def test_a_url_is_fetched_and_read(serve, capsys):
    url = serve("/beleid", POLICY.encode(), **{"Content-Type": "text/plain; charset=utf-8"})
    assert run(serve("/naar", status=302, Location=url)) == 0
    assert capsys.readouterr().out.startswith("Cookiebeleid: read, nl")


def test_an_error_of_a_server_is_told_in_one_line(serve, capsys):
    url = serve("/weg", status=404)
    assert run(url) == 1
    assert capsys.readouterr().err == f"{url}: unreachable: HTTP 404 Not Found\n"


def test_a_redirect_out_of_the_web_is_not_followed(serve, capsys):
    assert run(serve("/uit", status=302, Location="file:///etc/passwd")) == 1
    assert "unreachable" in capsys.readouterr().err


def test_an_answer_without_an_end_is_cut(serve):
    url = serve("/veel", b"x" * (MOST_BYTES + 200_000))
    assert MOST_BYTES < len(fetch(url).data) < MOST_BYTES + 200_000
    assert run(url) == 1


@pytest.mark.parametrize("text", ["beleid.txt", "/x", "file:///x", "ftp://x.example/", "https:/x"])
def test_only_http_and_https_are_urls(text):
    assert not is_url(text)
