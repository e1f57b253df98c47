"""The truth of the banners of ``gates.py`` and of the modules that begin with ``wild``."""

from dataclasses import replace

from web.banners.gates import GATE
from web.banners.truth import BannerCase, Expected, Stage, calls, necessary
from web.banners.truth_plain import heeded, no_banner, no_way_to_reject
from web.banners.wild import MESSAGES


def _message(name: str, **other) -> BannerCase:
    return heeded(name, at_once=necessary(name) | calls(MESSAGES), **other)


def _two_layers_in_a_frame() -> BannerCase:
    """Return the truth of a frame whose second layer is a page of its own."""
    case = _message(
        "courant",
        accept=("Yes, I’m happy",),
        reject=("Manage my cookies", "Reject all"),
        language="en",
    )
    seen = replace(case.reject.seen, between=case.reject.seen.between | calls(MESSAGES))
    reject: Expected = replace(case.reject, seen=seen)
    return replace(case, reject=reject)


_PLAIN = (
    heeded("gesloten", accept=("Alles toestaan",), reject=("Weigeren",)),
    heeded("boulangerie", accept=("OK pour moi",), reject=("Non merci",), language="fr"),
    heeded(
        "tabblad",
        accept=("AGREE",),
        reject=("DISAGREE",),
        keeps=Stage(stored=frozenset({("session", "https://www.tabblad.example", "gdpr_choice")})),
        language="en",
    ),
    replace(
        no_way_to_reject(_message("kiosk", accept=("Akzeptieren und weiter",), language="de")),
        rule="sourcepoint-top",  # it knows the class of the frame's message
    ),
    _two_layers_in_a_frame(),
    heeded("prima", accept=("Prima",), reject=("Liever niet",)),
    no_way_to_reject(heeded("snaphet", accept=("Oké, ik snap het",))),
    heeded("aanbieding", accept=("Cookies toestaan",), reject=("Nee, bedankt",)),
    heeded("brouwerij", accept=("Accepteer alles",), reject=("Alleen functioneel",)),
    heeded(
        "pension",
        accept=("Ich akzeptiere alle",),
        reject=("Nur essenzielle Cookies akzeptieren",),
        language="de",
    ),
    heeded(
        "mairie",
        accept=("OK, tout accepter",),
        reject=("Interdire tous les cookies",),
        language="fr",
    ),
)
_FORMS = (
    heeded("rondjes", accept=("Opslaan",), reject=("Opslaan",)),
    heeded(
        "perdoel",
        accept=("J'accepte",),
        reject=("Paramétrer les cookies", "Enregistrer mes choix"),
        language="fr",
    ),
    heeded("keuzelijst", accept=("Save preference",), reject=("Save preference",), language="en"),
    heeded(
        "schakelaars",
        accept=("Accepteren en doorgaan",),
        reject=("Instellingen aanpassen", "Bevestig mijn keuzes"),
        ticked=("Statistieken", "Gepersonaliseerde advertenties"),
    ),
    heeded(
        "tekstlink",
        accept=("Ja, akkoord",),
        reject=("Pas je voorkeuren aan", "Voorkeuren opslaan"),
        ticked=("Analytische cookies", "Marketingcookies"),
    ),
    heeded(
        "zeehotel",
        reject=("Voorkeuren instellen", "Voorkeuren bewaren"),
        ticked=("Statistieken (belang)", "Marketing (belang)"),
    ),
    heeded(
        "polis",
        accept=("Alles toestaan",),
        reject=("Zelf kiezen", "Mijn keuze opslaan"),
        ticked=("Analytische cookies", "Marketingcookies"),
    ),
    heeded(
        "voorkeurpagina",
        accept=("Alle cookies accepteren",),
        reject=("Cookie-instellingen wijzigen", "Instellingen opslaan"),
        ticked=("Statistieken", "Marketing"),
    ),
)

_STEPS = (
    replace(
        heeded("dagblad", accept=("Akkoord",), reject=("Instellen", "Weiger alles")),
        gate=f"https://{GATE}/kies?terug=",
    ),
    heeded("provincie", accept=("Cookies toestaan",), reject=("Cookies weigeren",)),
    heeded(
        "reisbureau",
        accept=("Top, ga door",),
        reject=("Meer keuzes", "Alles uit", "Bewaar"),
        ticked=("Statistiek", "Marketing"),
    ),
    heeded(
        "mobilier",
        accept=("Accepter & Fermer",),
        reject=("Paramétrer mes choix", "Valider ma sélection"),
        ticked=("Statistiques", "Publicité ciblée"),
        language="fr",
    ),
    heeded("fitness", accept=("Ja",), reject=("Nee",)),
)

_FOLDS = (
    heeded(
        "keukenhal",
        accept=("Accepteren",),
        reject=("Voorkeuren", "Selectie bevestigen"),
        ticked=("Statistieken toestaan", "Marketing toestaan"),
    ),
    heeded(
        "bibliotheek",
        accept=("Ik vind het goed",),
        reject=("Cookie-instellingen", "Opslaan", "Ja, opslaan"),
        ticked=("Bezoek meten", "Boekentips en reclame"),
    ),
    heeded("assurantie", accept=("Keuze bevestigen",), reject=("Keuze bevestigen",)),
    heeded(
        "tuinhof",
        accept=("Alles goedkeuren",),
        reject=("Voorkeuren aanpassen", "Voorkeuren vastleggen"),
    ),
    heeded("waterrijk", accept=("Ja, dat mag",), reject=("hier",)),
    no_banner("koekenbakker"),
)

WILD_CASES = (*_PLAIN, *_FORMS, *_STEPS, *_FOLDS)
