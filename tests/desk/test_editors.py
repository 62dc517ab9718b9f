"""Every type of page has an editor of four tabs at most, with one sentence that helps."""

import pytest
from wagtail.models import get_page_models

from editorial.models import BasePage

pytestmark = pytest.mark.django_db

TYPES = [model for model in get_page_models() if issubclass(model, BasePage)]


@pytest.mark.parametrize("model", TYPES)
def test_an_editor_helps_in_a_sentence_and_has_four_tabs_at_most(model):
    tabs = model.get_edit_handler().children

    assert len(tabs) <= 4
    assert 20 < len(model.help_sentence) < 240
    assert model.help_sentence in str(tabs[0].children[0].content)


@pytest.mark.parametrize("model", TYPES)
def test_a_page_type_is_shown_in_every_mode_and_on_a_sheet(model):
    page = model()

    assert [label for _, label in page.preview_modes][:1] == ["Page"]
    assert "a4" in [size["name"] for size in page.preview_sizes]
