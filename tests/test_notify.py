import http.server
import json
import socket
import sys
import threading
from contextlib import contextmanager

import pytest
from builders import DOMAIN
from report.samples import make_report, make_site_report

from scanner import ending, notify
from scanner.errors import NotifyError
from scanner.models import FindingChange, ItemChange, Sentence, SiteChanges
from scanner.notify import Hook, Notice, find_hooks, make_notice
from scanner.words import Category, Severity, Trend

SECRET = "geheim-7f3a"
READS = "import json, sys; json.dump(json.load(sys.stdin), open(sys.argv[1], 'w'))"


SEEN = {Trend.NEW: (False, True), Trend.GONE: (True, False), Trend.SAME: (True, True)}


def make_change(trend, subject="_ga", seen=None):
    return FindingChange(
        trend=trend,
        id=f"a-rule:{subject}",
        rule="a-rule",
        severity=Severity.HIGH,
        document=None,
        subject=subject,
        sentence=Sentence(en="A cookie.", nl="Een cookie."),
        seen=seen or SEEN[trend],
    )


def make_new_cookie(name="_ga"):
    return ItemChange(
        trend=Trend.NEW,
        key=name,
        name=name,
        domain=DOMAIN,
        service=None,
        category=Category.ANALYTICS,
        seen=(False, True),
    )


def make_site(*findings, cookies=(), domain=DOMAIN, **fields):
    changes = SiteChanges(
        since="20261114T030000Z",
        runs=("20261114T030000Z", "20261121T030000Z"),
        findings=findings,
        cookies=cookies,
        services=(),
        documents=(),
    )
    return make_site_report(domain, **{"since_last_run": changes, **fields})


@pytest.fixture
def notice():
    made = make_notice(make_report(make_site(make_change(Trend.NEW))))
    assert made is not None
    return made


@contextmanager
def answering(handle):
    """A server on loopback; ``handle`` gets each request."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            handle(self)

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Hook(url=f"http://127.0.0.1:{server.server_port}/{SECRET}?token={SECRET}")
        finally:
            server.shutdown()
            thread.join()


def failure(hook, notice):
    """The one line that says that a hook did not take a notice."""
    with pytest.raises(NotifyError) as refused:
        notify.notify(hook, notice)
    line = str(refused.value)
    assert "\n" not in line
    assert SECRET not in line
    return line


def test_where_nothing_changed_there_is_no_notice():
    sites = (make_site(make_change(Trend.SAME)), make_site_report("kliniek.example"))
    assert make_notice(make_report(*sites)) is None


def test_a_notice_leaves_out_what_is_the_same_and_sites_without_a_change():
    new, gone = make_change(Trend.NEW), make_change(Trend.GONE, "_gid")
    changed = make_site(make_change(Trend.SAME, "sid"), new, gone)
    same = make_site(make_change(Trend.SAME), domain="kliniek.example")
    made = make_notice(make_report(same, changed))
    assert made is not None
    assert [(site.domain, site.changes.findings) for site in made.sites] == [(DOMAIN, (new, gone))]


@pytest.mark.parametrize(
    ("trend", "seen", "told"),
    [
        (Trend.UNSTABLE, (True, False, True), True),
        (Trend.UNSTABLE, (True, False, True, True), False),
        (Trend.UNKNOWN, (True, None), True),
        (Trend.UNKNOWN, (True, None, None), False),
    ],
)
def test_what_was_so_in_the_last_run_already_is_told_once(trend, seen, told):
    made = make_notice(make_report(make_site(make_change(trend, seen=seen))))
    assert (made is not None) is told


def test_a_new_cookie_alone_is_told():
    made = make_notice(make_report(make_site(cookies=(make_new_cookie(),))))
    assert made is not None
    assert made.sites[0].changes.cookies == (make_new_cookie(),)


def test_a_site_that_was_measured_before_and_is_not_now_is_told():
    made = make_notice(make_report(make_site(measured=False)))
    assert made is not None
    assert [(site.domain, site.measured) for site in made.sites] == [(DOMAIN, False)]


def test_a_notice_names_its_run(notice):
    report = make_report()
    assert (notice.run, notice.started_at) == (report.run.id, report.run.started_at)


def test_a_command_reads_the_notice_as_json(notice, tmp_path):
    notify.notify(Hook(command=(sys.executable, "-c", READS, str(tmp_path / "got"))), notice)
    read = Notice.model_validate_json((tmp_path / "got").read_bytes())
    assert read == notice


def test_a_command_need_not_read_it(notice):
    notify.notify(Hook(command=("true", SECRET)), notice)


def test_an_address_is_sent_the_notice_as_json(notice):
    got = []

    def take(request):
        length = int(request.headers["Content-Length"])
        got.append((request.path, request.headers["Content-Type"], request.rfile.read(length)))
        request.send_response(204)
        request.end_headers()

    with answering(take) as hook:
        notify.notify(hook, notice)
    [(path, kind, data)] = got
    assert (path, kind) == (f"/{SECRET}?token={SECRET}", "application/json")
    assert json.loads(data)["sites"][0]["domain"] == DOMAIN


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (("false", SECRET), "it ended with 1"),
        (("/nowhere/tell", SECRET), "No such file or directory"),
        (("/", SECRET), "Permission denied"),
    ],
)
def test_a_command_that_fails_is_told_in_a_line(notice, command, why):
    expected = f"notify: the command {command[0]} did not take it: {why}"
    assert failure(Hook(command=command), notice) == expected


def test_a_command_that_takes_too_long_is_ended(notice, monkeypatch):
    monkeypatch.setattr(notify, "LIMIT_S", 0.2)
    hook = Hook(command=("sleep", "600"))
    assert (
        failure(hook, notice)
        == "notify: the command sleep did not take it: it took longer than 0 s"
    )


def test_an_address_that_refuses_is_told_in_a_line(notice):
    def refuse(request):
        request.send_response(403, "Forbidden")
        request.end_headers()

    with answering(refuse) as hook:
        line = failure(hook, notice)
    assert line == "notify: the address at 127.0.0.1 did not take it: Forbidden"


def test_an_address_where_nobody_listens_is_told_in_a_line(notice):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # bound, and not listening
        hook = Hook(url=f"http://127.0.0.1:{held.getsockname()[1]}/{SECRET}")
        assert failure(hook, notice).endswith("Connection refused")


def test_an_address_that_never_answers_is_given_up(notice, monkeypatch):
    monkeypatch.setattr(notify, "LIMIT_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        hook = Hook(url=f"http://127.0.0.1:{server.getsockname()[1]}/{SECRET}")
        assert failure(hook, notice).endswith("it took longer than 0 s")


@pytest.mark.parametrize("answer", [b"\x16\x03 no http\r\n\r\n", b""])
def test_an_answer_that_is_no_http_is_told_in_a_line(notice, answer):
    with answering(lambda request: request.wfile.write(answer)) as hook:
        assert failure(hook, notice).startswith("notify: the address at 127.0.0.1 did not take it")


def test_no_hook_is_named_by_empty_settings():
    assert find_hooks("", "") == ()


def test_a_command_is_split_as_a_shell_does():
    url = "https://hook.example/x"
    assert find_hooks("mail -s 'wat is nieuw' a@b.example", url) == (
        Hook(command=("mail", "-s", "wat is nieuw", "a@b.example")),
        Hook(url=url),
    )


@pytest.mark.parametrize("command", [f"tell '{SECRET}", f"tell {SECRET}\0"])
def test_a_command_that_is_none_is_refused(command):
    with pytest.raises(NotifyError, match=r"^SCAN_NOTIFY_COMMAND: ") as refused:
        find_hooks(command, "")
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        f"hook.example/{SECRET}",
        f"ftp://hook.example/{SECRET}",
        f"file:///etc/{SECRET}",
        f"https:///{SECRET}",
        f"https://[hook/{SECRET}",
        f"https://hook.example:poort/{SECRET}",
        f"https://hook.example/a b{SECRET}",
        f"https://hook.example/{SECRET}\n",
    ],
)
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(NotifyError, match=r"^SCAN_NOTIFY_URL: expected an address") as refused:
        find_hooks("", url)
    assert SECRET not in str(refused.value)


def test_a_hook_is_named_without_what_may_be_secret():
    hooks = find_hooks(f"tell {SECRET}", f"https://{SECRET}:{SECRET}@hook.example/{SECRET}")
    assert list(map(str, hooks)) == ["command tell", "address at hook.example"]


def test_a_hook_that_fails_ends_no_run_and_keeps_none_from_being_told(tmp_path, caplog):
    class Config:
        notify = (
            Hook(command=("false",)),
            Hook(command=(sys.executable, "-c", READS, str(tmp_path / "got"))),
        )

    ending._tell(make_report(make_site(make_change(Trend.NEW))), Config)
    assert caplog.messages == ["notify: the command false did not take it: it ended with 1"]
    assert (tmp_path / "got").exists()
