import pytest
from sentences import make_text

from scanner.policy.lexicon import Span, lexicon
from scanner.policy.segments import make_sentences
from scanner.policy.stance import read_stance


def stance_on(concept, *blocks, language="nl", reach=False):
    sentences = make_sentences(make_text(*blocks), lambda index: lexicon(language))
    return read_stance(sentences[-1], sentences[-1].spans(concept), reach)


@pytest.mark.parametrize(
    ("polarity", "text"),
    [
        ("declares", "Wij plaatsen marketingcookies."),
        ("denies", "Wij plaatsen geen marketingcookies."),
        ("denies", "Marketingcookies plaatsen wij niet."),
        ("denies", "Er worden nooit marketingcookies geplaatst."),
        ("declares", "Wij plaatsen niet alleen marketingcookies."),
        ("declares", "Wij plaatsen marketingcookies, maar geen cookies van derden."),
        ("declares", "Wij plaatsen marketingcookies die u niet hoeft te accepteren."),
        ("declares", "Wij bewaren uw naam niet, wij plaatsen marketingcookies."),
        ("declares", "Wij plaatsen marketingcookies, dat doen wij niet graag."),
        ("denies", "Marketingcookies zetten wij dus ook nooit."),
        ("denies", "De marketingcookies die u kent worden hier niet geplaatst."),
        ("declares", "Marketingcookies kunnen door u worden uitgeschakeld."),
        ("declares", "Wij hebben (a) marketingcookies geplaatst en (b) uw naam niet bewaard."),
        ("denies", "Wij plaatsen geen (a) pixels of (b) marketingcookies."),
        ("declares", "Marketingcookies komen van het netwerk – wij lezen uw naam niet."),
        ("denies", "Marketingcookies – wij plaatsen ze niet."),
        ("denies", "Marketingcookies: op dit moment niet in gebruik."),
        ("denies", "Marketingcookies: geen."),
        ("declares", "Behalve marketingcookies plaatsen wij niets."),
    ],
)
def test_a_negation_reaches_its_own_clause_only(polarity, text):
    assert stance_on("advertising_cookie", text).polarity == polarity


@pytest.mark.parametrize(
    ("modality", "text"),
    [
        ("unconditional", "Wij plaatsen marketingcookies."),
        ("may", "Wij kunnen marketingcookies plaatsen."),
        ("may", "Soms plaatsen wij marketingcookies."),
        ("will", "Wij zullen marketingcookies plaatsen."),
        ("unconditional", "Marketingcookies kunt u weigeren."),
        ("unconditional", "Met marketingcookies kunnen wij zien wat u zoekt."),
    ],
)
def test_what_the_visitor_can_do_is_no_may_of_ours(modality, text):
    assert stance_on("advertising_cookie", text).modality == modality


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (None, "Wij plaatsen marketingcookies."),
        ("consent", "Met uw toestemming plaatsen wij marketingcookies."),
        ("consent", "Geeft u toestemming, dan plaatsen wij marketingcookies."),
        ("unless_consent", "Zonder uw toestemming plaatsen wij geen marketingcookies."),
        ("sign_in", "Als u inlogt, plaatsen wij marketingcookies."),
    ],
)
def test_the_condition_of_a_statement(condition, text):
    assert stance_on("advertising_cookie", text).condition == condition


def test_an_item_takes_over_the_negation_of_its_stem():
    blocks = ("Wij plaatsen geen:", "- marketingcookies")
    assert stance_on("advertising_cookie", *blocks).polarity == "denies"


def test_an_item_takes_over_the_may_of_its_stem():
    blocks = ("Wij kunnen gebruiken:", "- marketingcookies")
    assert stance_on("advertising_cookie", *blocks).modality == "may"


def test_what_hangs_on_a_denial_is_not_sure():
    text = "Wij kiezen geen partij die marketingcookies plaatst."
    assert stance_on("advertising_cookie", text).sure is False


@pytest.mark.parametrize(
    ("polarity", "text"),
    [
        ("denies", "Wij delen de gegevens die u ons geeft niet met derden."),
        ("denies", "Wij delen wat u invult en wat wij meten, nooit met derden."),
        ("declares", "Wij delen gegevens die niet tot u te herleiden zijn met derden."),
    ],
)
def test_a_main_clause_goes_on_after_one_inside_it(polarity, text):
    (sentence,) = make_sentences(make_text(text), lambda index: lexicon("nl"))
    start = text.lower().index("delen")
    spans = [Span(start, start + 5), Span(len(text) - len("derden."), len(text) - 1)]
    assert read_stance(sentence, spans).polarity == polarity


def test_what_is_only_tried_is_not_surely_denied():
    assert not stance_on("cookie", "Wij proberen geen cookies te plaatsen.").sure


def test_what_is_only_beside_the_denied_is_not_sure():
    text = "Wij gebruiken geen pixels in combinatie met marketingcookies."
    assert stance_on("advertising_cookie", text).sure is False


@pytest.mark.parametrize(
    ("polarity", "text"),
    [
        ("denies", "We do not log your IP address."),
        ("declares", "We log your IP address, never your name."),
        ("declares", "Your IP address is kept for a day, not linked to your account."),
        ("denies", "Your IP address, we promise, is not logged."),
    ],
)
def test_a_contrast_behind_a_comma_denies_itself_only(polarity, text):
    assert stance_on("ip", text, language="en", reach=True).polarity == polarity


@pytest.mark.parametrize(
    "stem",
    [
        "Laat u een reactie achter, dan verzamelen wij (naar wat u wel of niet invult):",
        "Als u niet ingelogd bent, verzamelen wij:",
    ],
)
def test_a_no_in_an_aside_of_the_stem_denies_no_item(stem):
    assert stance_on("ip", stem, "- uw IP-adres").polarity == "declares"


@pytest.mark.parametrize(
    ("polarity", "text"),
    [
        ("denies", "Wij tellen mee zonder uw IP-adres op te slaan."),
        ("denies", "Storingen melden wij zonder IP-adres."),
        ("declares", "Zonder uw IP-adres kan de server niets terugsturen."),
        ("declares", "De server kan niet zonder uw IP-adres."),
        ("declares", "Zonder uw toestemming bewaren wij uw IP-adres een dag."),
        ("declares", "Wij hebben het IP-adres gemaskeerd en delen uitgezet."),
    ],
)
def test_what_is_done_without_is_denied_unless_nothing_can_be(polarity, text):
    assert stance_on("ip", text).polarity == polarity


@pytest.mark.parametrize(
    ("polarity", "stem"),
    [
        ("declares", "Wij bewaren niet langer dan een jaar:"),
        ("denies", "Wij bewaren niet:"),
    ],
)
def test_for_no_longer_than_a_year_is_no_denial_of_the_items(polarity, stem):
    assert stance_on("ip", stem, "- uw IP-adres").polarity == polarity
