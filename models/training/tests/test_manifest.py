"""Roles of labels in the manifest."""

import json

import pytest
from pydantic import ValidationError

from bulbar_training.config import REPOSITORY
from bulbar_training.manifest import ModelManifest, roles_of

CARD = json.loads((REPOSITORY / "models" / "als-cnn" / "manifest.json").read_text())


def test_roles_are_derived_where_an_old_package_has_none():
    old = {name: value for name, value in CARD.items() if name != "roles"}
    assert ModelManifest.model_validate(old).roles == ["healthy", "ill"]
    assert json.loads(ModelManifest.model_validate(old).to_json())["roles"] == ["healthy", "ill"]


def test_one_role_a_label():
    with pytest.raises(ValidationError, match="1 roles for 2 labels"):
        ModelManifest.model_validate(CARD | {"roles": ["ill"]})
    with pytest.raises(ValidationError):
        ModelManifest.model_validate(CARD | {"roles": ["healthy", "sick"]})


def test_what_cannot_be_known_is_a_level():
    assert roles_of(["a", "b", "c"], ordinal=True, positive_label="c") == ["healthy", "level", "ill"]
    assert roles_of(["a", "b", "c"], ordinal=False, positive_label="c") == ["level", "level", "ill"]
    assert roles_of(["0", "1"], ordinal=False, positive_label=None) == ["level", "level"]


@pytest.mark.parametrize("path", sorted((REPOSITORY / "models").glob("*/manifest.json")), ids=lambda p: p.parent.name)
def test_shipped_manifests_say_their_roles(path):
    written = json.loads(path.read_text())
    assert ModelManifest.model_validate(written).roles == written["roles"]
