import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from editorial.typography import NARROW, NO_BREAK, french

SPACINGS = [" ", NO_BREAK, NARROW]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Et l'école ?", f"Et l’école{NARROW}?"),
        ("Venez !", f"Venez{NARROW}!"),
        ("Venez!", f"Venez{NARROW}!"),
        ("Vraiment ?!", f"Vraiment{NARROW}?!"),
        ("loger ; rencontrer", f"loger{NARROW}; rencontrer"),
        ("Horaires : 9 h – 12 h", f"Horaires{NO_BREAK}: 9{NO_BREAK}h – 12{NO_BREAK}h"),
        ("Horaires: le matin", f"Horaires{NO_BREAK}: le matin"),
        ("dire « oui »", f"dire «{NO_BREAK}oui{NO_BREAK}»"),
        ("dire «oui»", f"dire «{NO_BREAK}oui{NO_BREAK}»"),
        ("30 % des 6 000 habitants", f"30{NO_BREAK}% des 6{NARROW}000 habitants"),
        ("45 m², 20 €", f"45{NO_BREAK}m², 20{NO_BREAK}€"),
        ("n° 3", f"n°{NO_BREAK}3"),
        ("04 65 71 00 15", "04 65 71 00 15"),
        ("à 10:30 précises", "à 10:30 précises"),
        ("15 mètres", "15 mètres"),
        ("Lire https://example.org/?a=1;b=2 !", f"Lire https://example.org/?a=1;b=2{NARROW}!"),
        ("Écrire à l.o'brien@example.org", "Écrire à l.o'brien@example.org"),
    ],
)
def test_a_text_takes_french_spaces(typed, printed):
    assert french(typed) == printed


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        ('<a href="/?q=a;b" title="l\'un : l\'autre">Ici !</a>', f"Ici{NARROW}!</a>"),
        ("<b>Venez</b> !", f"<b>Venez</b>{NARROW}!"),
        ("<code>a ; b</code>", "<code>a ; b</code>"),
        ("Ponts &amp; chaussées ?", f"Ponts &amp; chaussées{NARROW}?"),
        ("l&#x27;école", "l’école"),
        ("<!-- a ; b -->", "<!-- a ; b -->"),
    ],
)
def test_safe_html_is_spaced_between_its_tags(html, printed):
    assert french(SafeString(html)).endswith(printed)


def test_attributes_are_left_alone():
    html = '<a href="/?q=a;b" title="l\'un : l\'autre">Ici</a>'
    assert french(SafeString(html)) == html


def test_the_filter_escapes_what_is_not_safe():
    page = Template("{% load editorial_tags %}{{ text|french }}").render(
        Context({"text": "<script> l'un ?"})
    )
    assert page == f"&lt;script&gt; l’un{NARROW}?"


def test_the_filter_keeps_what_is_safe():
    page = Template("{% load editorial_tags %}{{ text|french }}").render(
        Context({"text": SafeString("<b>Oui</b> ?")})
    )
    assert page == f"<b>Oui</b>{NARROW}?"


@given(st.text(st.sampled_from("ab1« »;:!?'’%€n°h mi0000<>&.@/" + "".join(SPACINGS)), max_size=40))
def test_spacing_twice_changes_nothing_more(text):
    assert french(french(text)) == french(text)


@given(st.text(st.sampled_from("ab1«»;:!?'’%€ \n" + "".join(SPACINGS)), max_size=40))
def test_only_spaces_and_apostrophes_change(text):
    def bare(string):
        for space in SPACINGS:
            string = string.replace(space, "")
        return string.replace("'", "’")

    assert bare(french(text)) == bare(text)
