from builders import make_full_observations, make_full_pages, make_observation, make_page

from scanner.catalogue.coverage import make_coverage
from scanner.models import Consent, Coverage, Incomplete
from scanner.words import ConsentChoice, ConsentOutcome, VisitOutcome


def _changed(choice, **fields):
    return tuple(
        visit.model_copy(update=fields) if visit.choice is choice else visit
        for visit in make_full_observations()
    )


def test_three_choices_with_five_pages_and_a_form_are_full_coverage():
    assert make_coverage(make_full_observations()) == Coverage(
        choices=tuple(ConsentChoice), pages=5, form_page=True, full=True, missing=()
    )


def test_choice_that_was_not_visited_is_missing():
    assert make_coverage(make_full_observations()[:1]) == Coverage(
        choices=(ConsentChoice.NONE,),
        pages=5,
        form_page=True,
        full=False,
        missing=("choice accept: not visited", "choice reject: not visited"),
    )


def test_choice_whose_visit_failed_is_missing_with_its_reason():
    visits = _changed(ConsentChoice.ACCEPT, outcome=VisitOutcome.UNREACHABLE, reason="dns")
    assert make_coverage(visits).missing == ("choice accept: unreachable (dns)",)


def test_choice_that_was_not_confirmed_is_missing():
    visits = _changed(ConsentChoice.REJECT, consent=Consent(outcome=ConsentOutcome.UNCONFIRMED))
    assert make_coverage(visits).missing == (
        "choice reject: the choice did not take effect (unconfirmed)",
    )


def test_banner_that_is_left_alone_needs_no_confirmation():
    assert make_coverage(_changed(ConsentChoice.NONE, consent=None)).full


def test_four_pages_are_not_enough():
    visits = _changed(ConsentChoice.NONE, pages=make_full_pages()[:4])
    assert make_coverage(visits).missing == ("choice none: 4 of 5 pages",)


def test_pages_without_a_form_are_not_enough():
    pages = tuple(page.model_copy(update={"has_form": False}) for page in make_full_pages())
    assert make_coverage(_changed(ConsentChoice.NONE, pages=pages)).missing == (
        "choice none: no page with a form",
    )


def test_page_that_answered_with_an_error_was_not_seen():
    pages = (*make_full_pages()[:4], make_page("https://www.winkel.example/weg", status=404))
    assert make_coverage(_changed(ConsentChoice.NONE, pages=pages)).pages == 5
    assert make_coverage(_changed(ConsentChoice.NONE, pages=pages)).missing == (
        "choice none: 4 of 5 pages",
    )


def test_what_could_not_be_seen_is_missing():
    visits = _changed(
        ConsentChoice.NONE, incomplete=(Incomplete(what="cookies of workers", why="time limit"),)
    )
    assert make_coverage(visits).missing == (
        "choice none: cookies of workers not seen (time limit)",
    )


def test_site_whose_home_page_did_not_load_lacks_it():
    visits = _changed(ConsentChoice.NONE, pages=(make_page(status=None), *make_full_pages()[1:]))
    assert make_coverage(visits).missing == (
        "choice none: the home page did not load",
        "choice none: 4 of 5 pages",
    )


def test_no_visit_at_all_covers_nothing():
    assert make_coverage(()) == Coverage(
        choices=(),
        pages=0,
        form_page=False,
        full=False,
        missing=tuple(f"choice {choice}: not visited" for choice in ConsentChoice),
    )


def test_visit_that_timed_out_is_no_evidence_of_its_pages():
    visit = make_observation(outcome=VisitOutcome.TIMEOUT, reason="60 s", pages=make_full_pages())
    assert make_coverage((visit,)).pages == 0
