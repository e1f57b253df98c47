from builders import make_event, make_inventory, make_tracker_entry, make_visit

from scanner.report.page.graph import make_graph
from scanner.words import ConsentChoice, Phase


def _called(domain, by=None, **fields):
    return make_event(domain, kind="request", domain=domain, by=by, **fields)


def _graph(*events, choice=ConsentChoice.NONE, **fields):
    visit = make_visit(choice).model_copy(update={"events": events})
    return make_graph(make_inventory(visits=(visit,), **fields))


def test_each_third_party_stands_after_the_one_that_asked_for_it():
    nodes = _graph(
        _called("a.example"),
        _called("b.example"),
        _called("c.example", "a.example"),
        _called("d.example", "c.example"),
    )
    assert [(node.domain, node.depth, node.by) for node in nodes] == [
        ("a.example", 0, None),
        ("c.example", 1, "a.example"),
        ("d.example", 2, "c.example"),
        ("b.example", 0, None),
    ]


def test_those_that_asked_for_each_other_are_shown_all_the_same():
    nodes = _graph(_called("a.example", "b.example"), _called("b.example", "a.example"))
    assert [(node.domain, node.depth) for node in nodes] == [("a.example", 0), ("b.example", 1)]


def test_a_long_chain_is_no_trouble():
    chain = [_called(f"n{n}.example", f"n{n - 1}.example" if n else None) for n in range(1500)]
    assert _graph(*chain)[-1].depth == 1499


def test_a_third_party_shows_what_it_stored_and_what_it_is():
    (node,) = _graph(
        _called("meetlat.example"),
        make_event("_ml", by="meetlat.example"),
        trackers=(make_tracker_entry(),),
    )
    assert (node.cookies, node.tracker, node.before_choice) == (
        ("_ml",),
        make_tracker_entry(),
        True,
    )


def test_only_after_accepting_means_in_no_other_phase_or_visit():
    (node,) = _graph(_called("a.example", phase=Phase.AFTER), choice=ConsentChoice.ACCEPT)
    assert (node.on_accept_only, node.before_choice) == (True, False)
    (node,) = _graph(_called("a.example", phase=Phase.AFTER), choice=ConsentChoice.REJECT)
    assert (node.on_accept_only, node.before_choice) == (False, False)
