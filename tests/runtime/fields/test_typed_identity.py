"""Names, numbers, telephones, places and languages as officers type them."""

from __future__ import annotations

import datetime
import random

import pytest

from runtime.fields.registry import TYPES
from runtime.fields.schemes import SCHEMES, read_curp
from runtime.fields.values import PersonName
from runtime.i18n.languages import language_name, languages
from tests.runtime.fields.asking import context, field, problem, read, show


def test_a_curp_is_kept_without_blanks_and_its_facts_are_read() -> None:
    assert read("national_id", " loma 900101-mdfprn01 ", scheme="mx_curp") == "LOMA900101MDFPRN01"
    facts = read_curp("LOMA900101MDFPRN01")
    assert (facts.birth, facts.sex, facts.state) == (datetime.date(1990, 1, 1), "M", "DF")
    assert read_curp("LOMA050230XDFPRNA1").birth is None
    assert read_curp("LOMA050228XDFPRNA1").birth == datetime.date(2005, 2, 28)


def test_a_wrong_check_digit_asks_and_only_a_strict_field_refuses() -> None:
    wrong = read("national_id", "LOMA900101MDFPRN09", scheme="mx_curp")
    doubts = TYPES["national_id"].doubts(field("national_id", scheme="mx_curp"), wrong)
    assert [doubt.key for doubt in doubts] == ["field.national_id.digit"]
    assert problem("national_id", wrong, scheme="mx_curp", strict=True).key == "field.national_id.digit"


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_every_scheme_says_what_it_wants(scheme: str) -> None:
    assert problem("national_id", "123", scheme=scheme).key == f"field.national_id.{scheme}"


@pytest.mark.parametrize(
    "name", [name for name in SCHEMES if name in ("mx_curp", "gt_cui", "sv_dui", "do_cedula")]
)
def test_one_changed_digit_is_noticed(name: str) -> None:
    scheme = SCHEMES[name]
    number = scheme.draw(random.Random(7))
    place = 9 if name == "mx_curp" else 2
    digits = "0123456789"
    others = [number[:place] + digit + number[place + 1 :] for digit in digits if digit != number[place]]
    assert scheme.has_right_digit(number)
    assert not any(scheme.has_right_digit(other) for other in others)


def test_known_numbers_of_the_neighbours() -> None:
    assert SCHEMES["sv_dui"].has_right_digit("000162975")
    assert not SCHEMES["gt_cui"].is_sound("1695229112303")
    assert SCHEMES["gt_cui"].write("1695229111203") == "1695 22911 1203"
    assert not SCHEMES["hn_dni"].is_sound("1901199000001")


def test_a_telephone_is_read_with_or_without_its_country() -> None:
    assert read("phone", "55 1234 5678") == "+525512345678"
    assert read("phone", "(213) 555-0100", context(region="USA")) == "+12135550100"
    assert read("phone", "+1 213 555 0100 ext. 12") == "+12135550100;ext=12"
    assert show("phone", "+525512345678") == "+52 55 1234 5678"
    assert problem("phone", "5512345678", context(region="")).key == "field.phone.country"
    assert problem("phone", "12").key in ("field.phone.digits", "field.phone.not_phone")
    assert problem("phone", "no tiene").key == "field.phone.not_phone"


def test_a_telephone_that_no_country_gives_out_is_doubted() -> None:
    doubts = TYPES["phone"].doubts(field("phone"), "+12130000000")
    assert [doubt.key for doubt in doubts] == ["field.phone.doubt"]


def test_email_and_web_addresses() -> None:
    assert read("email", "Ana.Lopez@SRE.GOB.MX") == "Ana.Lopez@sre.gob.mx"
    assert problem("email", "ana arroba sre").key == "field.email.not_email"
    assert read("url", "www.gob.mx") == "https://www.gob.mx"
    for wrong in ("javascript:alert(1)", "ftp://x.mx", "hola", "https://a b.mx", "http://[x"):
        assert problem("url", wrong).key == "field.url.not_url"


def test_countries_and_languages_are_told_by_code_or_name() -> None:
    assert read("country", "Mexico") == read("country", "mex") == "MEX"
    assert read("country", "Mexico", context("en")) == "MEX"
    assert problem("country", "Atlántida").key == "field.country.unknown"
    assert show("country", "HND") == "Honduras"
    assert read("language", "náhuatl") == "nah"
    assert read("language", "k'iche'") == "quc"
    assert read("language", "español") == "spa"
    assert problem("language", "klingon antiguo").key == "field.language.unknown"


# Mexico's indigenous languages by a code of each group, and the Mayan languages of its neighbours.
SPOKEN = [
    "nah",
    "yua",
    "tzo",
    "tzh",
    "ctu",
    "toj",
    "chf",
    "mam",
    "cac",
    "jac",
    "kjb",
    "knj",
    "kek",
    "quc",
    "cak",
    "ixl",
    "agu",
    "ttc",
    "mhc",
    "hus",
    "lac",
    "mim",
    "zai",
    "mau",
    "cco",
    "cly",
    "coz",
    "cux",
    "amu",
    "trc",
    "ixc",
    "huv",
    "clo",
    "tcf",
    "mir",
    "zoc",
    "poi",
    "plo",
    "pos",
    "poq",
    "top",
    "tpp",
    "ote",
    "maz",
    "mat",
    "ocu",
    "pei",
    "pmq",
    "tsz",
    "crn",
    "hch",
    "tar",
    "var",
    "pia",
    "ood",
    "ntp",
    "stp",
    "yaq",
    "mfy",
    "sei",
    "coc",
    "dih",
    "klb",
    "ppi",
    "kic",
    "poc",
    "poh",
    "tzj",
    "acr",
    "caa",
    "itz",
    "mop",
    "quv",
    "qum",
    "usp",
]


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_languages_of_the_region_have_names_and_are_offered(language: str) -> None:
    offered = dict(languages(language))
    assert [code for code in SPOKEN if offered.get(code, code) == code] == []
    assert len(set(offered.values())) == len(offered)


def test_varieties_are_named_in_spanish() -> None:
    assert language_name("nch", "es") == "Náhuatl (Huasteca central)"
    assert language_name("zai", "es") == "Zapoteco (Istmo)"
    assert language_name("yua", "es") == "Maya yucateco"


def test_a_place_is_shown_with_what_it_lies_in() -> None:
    assert show("place", "b", catalog="catalogo") == "Segundo, Primero"
    assert show("choice", "c", catalog="catalogo") == "Antiguo"


def test_a_retired_value_is_not_offered_but_kept() -> None:
    kind, asked = TYPES["choice"], field("choice", catalog="catalogo")
    assert [offer.code for offer in kind.offers(asked, None, context())] == ["a", "b"]
    assert [offer.code for offer in kind.offers(asked, "c", context())] == ["a", "b", "c"]
    assert read("choice", "c", catalog="catalogo") == "c"
    assert problem("choice", "z", catalog="catalogo").key == "field.choice.not_offered"


def test_a_name_is_said_and_sorted() -> None:
    name = PersonName("María José", "de la Cruz", "Ñ", "La Güera")
    assert name.full == "María José de la Cruz Ñ"
    assert name.sorted == "de la Cruz Ñ, María José"
    assert PersonName(as_known="El Güero").sorted == PersonName(as_known="El Güero").full == "El Güero"
    words = TYPES["person_name"].search_text(field("person_name"), name)
    assert words == "María José de la Cruz Ñ La Güera"


def test_a_document_needs_a_kind_and_a_country_alone_says_nothing() -> None:
    assert read("document_id", {"country": "MEX"}, catalog="catalogo") is None
    assert problem("document_id", {"number": "G1"}, catalog="catalogo").part == "kind"


def test_a_file_of_another_kind_is_refused() -> None:
    sent = {"id": "0192f3a1-0000-7000-8000-000000000001", "name": "virus.exe"}
    assert problem("file", sent).key == "field.file.kind"
    assert problem("image", {**sent, "name": "oficio.pdf"}).key == "field.file.kind"
    assert problem("file", {**sent, "id": "otro"}).key == "field.file.missing"
