from bs4 import BeautifulSoup
from django import forms
from django.template.loader import render_to_string


class Questions(forms.Form):
    name = forms.CharField(label="Nom", help_text="Comme sur vos papiers.")
    project = forms.CharField(label="Projet", widget=forms.Textarea, required=False)
    stage = forms.ChoiceField(
        label="Situation",
        choices=[("a", "En poste"), ("b", "Sans emploi")],
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label="Jours", choices=[("1", "lundi"), ("2", "mardi")], widget=forms.CheckboxSelectMultiple
    )
    commune = forms.ChoiceField(label="Commune", choices=[("", "—"), ("1", "Murat")])
    agreed = forms.BooleanField(label="J’accepte.")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def drawn(form, name):
    html = render_to_string("components/field.html", {"field": form[name]})
    return BeautifulSoup(html, "html.parser")


def test_an_input_is_tied_to_its_label_its_hint_and_its_error():
    field = drawn(Questions({}), "name")
    box = field.find("input")
    assert field.find("label")["for"] == box["id"]
    ties = box["aria-describedby"].split()
    assert [field.find(id=tie).name for tie in ties] == ["p", "p"]
    assert box["aria-invalid"] == "true"
    assert "input" in box["class"]


def test_the_error_stands_between_the_label_and_the_input():
    field = drawn(Questions({}), "name")
    order = [tag.name for tag in field.find("div").find_all(["label", "p", "input"])]
    assert order == ["label", "p", "p", "input"]


def test_a_field_without_error_says_nothing_of_one():
    assert not drawn(Questions(), "name").select(".error, .field--error, [aria-invalid]")


def test_radios_and_checkboxes_are_grouped_under_a_legend():
    for name in ["stage", "days"]:
        group = drawn(Questions({}), name).find("fieldset")
        assert group.find("legend").get_text(strip=True) in {"Situation", "Jours"}
        assert [label["for"] for label in group.find_all("label")] == [
            box["id"] for box in group.find_all("input")
        ]
        assert group.find(id=group["aria-describedby"]).name == "p"


def test_what_may_be_left_empty_says_so():
    assert "(facultatif)" in drawn(Questions(), "project").get_text()
    assert "(facultatif)" not in drawn(Questions(), "name").get_text()


def test_a_single_box_keeps_its_label_beside_it():
    field = drawn(Questions({}), "agreed")
    assert field.find("label").find("input")["type"] == "checkbox"


def test_nothing_that_was_typed_is_lost():
    form = Questions({"name": "L’Hôte <b>", "commune": "1", "stage": "b"})
    assert drawn(form, "name").find("input")["value"] == "L’Hôte <b>"
    assert drawn(form, "commune").find("option", selected=True)["value"] == "1"
    assert drawn(form, "stage").find("input", checked=True)["value"] == "b"


def test_a_hidden_field_stays_bare():
    field = drawn(Questions(), "token")
    assert field.find("input")["type"] == "hidden"
    assert not field.find("label")


def test_the_summary_leads_to_each_field_in_error():
    form = Questions({})
    form.is_valid()
    html = render_to_string("components/error_summary.html", {"form": form})
    links = [link["href"] for link in BeautifulSoup(html, "html.parser").find_all("a")]
    page = "".join(str(drawn(form, name)) for name in form.fields)
    assert links == ["#id_name", "#id_stage", "#id_days", "#id_commune", "#id_agreed"]
    assert all(f'id="{link[1:]}"' in page for link in links)


def test_a_form_without_error_has_no_summary():
    assert not render_to_string("components/error_summary.html", {"form": Questions()}).strip()
