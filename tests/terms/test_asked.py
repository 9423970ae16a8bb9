"""What must be shown, and which rules must be followed, asked for in ways that no pattern was written for."""

from pathlib import Path

import pytest
import yaml

from tracker.terms.read import terms_of

HEAD = """# Curlew Model Licence Agreement

This licence agreement is made between you and Tern Labs. By downloading the model you accept its terms.

"""
ASKED = yaml.safe_load(Path(__file__).with_name("asked.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("told", "value"), ASKED["display_notice"])
def test_words_to_be_shown(told: str, value: str) -> None:
    """Quotations and what is to be written; not what is wished for, allowed, or was asked once."""
    assert (terms_of(f"{HEAD}{told}\n").values["display_notice"] or "") == value


@pytest.mark.parametrize(("told", "value"), ASKED["acceptable_use_policy"])
def test_rules_to_be_followed(told: str, value: str) -> None:
    """Under whatever name they go; not the privacy policy, nor where the licence lies."""
    assert (terms_of(f"{HEAD}{told}\n").values["acceptable_use_policy"] or "") == value
