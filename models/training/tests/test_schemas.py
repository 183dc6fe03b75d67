"""What is written here is what the program reads: by the JSON schemas that it writes from its own types."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError
from pydantic import TypeAdapter
from pydantic import ValidationError as ModelError

from bulbar_training import cli
from bulbar_training.evaluation.document import EvaluationFile, read_evaluation_file
from bulbar_training.manifest import SCHEMAS, TASKS, ModelManifest, TaskId

MODELS = SCHEMAS.parent
PACKAGES = sorted(path.parent for path in MODELS.glob("*/manifest.json"))


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def names(folder: Path) -> str:
    return folder.name


@pytest.mark.parametrize("folder", PACKAGES, ids=names)
def test_a_manifest_is_read_and_written_by_the_schema(folder: Path):
    manifest = ModelManifest.model_validate_json((folder / "manifest.json").read_text(encoding="utf-8"))
    written = json.loads(manifest.to_json())
    validator("model-manifest").validate(written)
    with pytest.raises(ValidationError):
        validator("model-manifest").validate(written | {"tasks": ["singing"]})


@pytest.mark.parametrize("folder", PACKAGES, ids=names)
def test_an_evaluation_is_read_and_written_by_the_schema(folder: Path):
    path = folder / "evaluation.json"
    written = json.loads(read_evaluation_file(path).to_json())
    validator("evaluation").validate(written)
    assert written == json.loads(path.read_text(encoding="utf-8"))
    with pytest.raises(ValidationError):
        validator("evaluation").validate(written | {"headline": {"metric": "AUC"}})


def test_every_field_of_an_evaluation_is_known_to_the_schema():
    """The schema refuses unknown fields, so one that only this side knows would be found at the first package alone."""
    schema = json.loads((SCHEMAS / "evaluation.schema.json").read_text(encoding="utf-8"))
    here = EvaluationFile.model_json_schema(by_alias=True)
    assert set(here["properties"]) == set(schema["properties"])
    protocol = schema["properties"]["protocols"]["items"]["properties"]
    assert set(here["$defs"]["ProtocolResult"]["properties"]) == set(protocol)


def test_the_tasks_are_the_programs():
    assert {"vowel-a", "sentences", "digits"} <= set(TASKS)
    assert TypeAdapter(TaskId).validate_python("ddk-pataka") == "ddk-pataka"
    with pytest.raises(ModelError, match="no task 'singing'"):
        TypeAdapter(TaskId).validate_python("singing")


def test_help_tells_every_form(capsys: pytest.CaptureFixture):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    for form in (
        "preprocess | train",
        "export NAME --checkpoint",
        "export yamnet --tflite",
        "finetune --base",
        "--quantise int8|fp16",
        "ensembles",
        "simulated_sand",
    ):
        assert form in told
