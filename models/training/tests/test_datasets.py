"""Readers on trees of every published layout variant; the files hold a tenth of a second of tone."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import openpyxl
import pytest
import soundfile

from bulbar_training.datasets import READERS


def wav(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, 0.1 * np.sin(np.arange(800) * 0.3), 8000)
    return path


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


def brief(corpus) -> list[tuple[str, str, str, str | None]]:
    return [(r.speaker, r.label, r.task, r.official_split) for r in corpus.recordings]


def test_minsk2020(tmp_path: Path):
    for name in ("ALS/008_a.wav", "ALS/008_i.wav", "HC/008_a.wav", "HC/notes.wav"):
        wav(tmp_path / name)
    header = ["Subject code", "Age", "Sex", "Presence of the bulbar signs"]
    workbook(tmp_path / "ALS_table.xlsx", {"Pathology": [header, ["008", 67, "m", "yes"]]})
    corpus = READERS["minsk2020"](tmp_path)
    assert brief(corpus) == [
        ("ALS/008", "ALS", "vowel-a", None),
        ("ALS/008", "ALS", "vowel-i", None),
        ("HC/008", "control", "vowel-a", None),
    ]
    assert corpus.recordings[0].details == {"age": 67.0, "sex": "m", "presenceofthebulbarsigns": "yes"}
    assert [s.path.name for s in corpus.skipped] == ["notes.wav"]


@pytest.mark.parametrize("folder", ["", "recordings"])
def test_fsdd(tmp_path: Path, folder: str):
    for name in ("3_jackson_4.wav", "3_jackson_5.wav", "0_van der_12.wav", "x_theo_1.wav"):
        wav(tmp_path / folder / name)
    corpus = READERS["fsdd"](tmp_path)
    assert brief(corpus) == [
        ("van der", "0", "digits", "train"),
        ("jackson", "3", "digits", "test"),
        ("jackson", "3", "digits", "train"),
    ]
    assert len(corpus.skipped) == 1


@pytest.mark.parametrize("folder", ["", "data"])
def test_audiomnist(tmp_path: Path, folder: str):
    for name in ("01/0_01_0.wav", "60/9_60_49.wav", "02/1_03_0.wav"):
        wav(tmp_path / folder / name)
    (tmp_path / folder / "audioMNIST_meta.txt").write_text(json.dumps({"01": {"gender": "male", "age": "30"}}))
    corpus = READERS["audiomnist"](tmp_path)
    assert brief(corpus) == [("01", "0", "digits", None), ("60", "9", "digits", None)]
    assert corpus.recordings[0].details["gender"] == "male"
    assert [s.path.name for s in corpus.skipped] == ["1_03_0.wav"]


SAND_SHEETS = {
    "SAND - TRAINING set - Task 1": [
        ["ID", "Age", "Sex", "Class"],
        ["ID000", 60, "M", 5],
        ["ID001", 71, "F", 1],
        ["ID009", 50, "F", None],
    ],
    "Training Baseline - Task 1": [["ID", "Age", "Sex", "Class"], ["ID000", 60, "M", 5]],
    "Validation Baseline - Task 1": [["ID", "Age", "Sex", "Class"], ["ID001", 71, "F", 1]],
}
SAND_FILES = [
    "phonationA/ID000_phonationA.wav",
    "rhythmPA/ID001_rhythmPA.wav",
    "phonationU/ID009_phonationU.wav",
    "rhythmTA/ID000_rhythmKA.wav",
]


@pytest.mark.parametrize("root", ["task1", ""])
@pytest.mark.parametrize("book", ["sand_task_1.xlsx", "training/sand_task_1.xlsx", "sand_task1.xlsx"])
def test_sand_task_1(tmp_path: Path, root: str, book: str):
    for name in SAND_FILES:
        wav(tmp_path / root / "training" / name)
    workbook(tmp_path / root / book, SAND_SHEETS)
    corpus = READERS["sand-task-1"](tmp_path)
    assert brief(corpus) == [("ID000", "5", "vowel-a", "train"), ("ID001", "1", "ddk-pa", "validation")]
    assert sorted(s.path.name for s in corpus.skipped) == ["ID000_rhythmKA.wav", "ID009_phonationU.wav"]


@pytest.mark.parametrize("dash", ["-", "--"])
def test_sand_task_2(tmp_path: Path, dash: str):
    wav(tmp_path / "task2/training/phonationA/ID000_phonationA.wav")
    columns = ["ID", "Age", "Sex", "Months", f"ALSFRS{dash}R_start", f"ALSFRS{dash}R_end"]
    workbook(
        tmp_path / "task2/sand_task_2.xlsx",
        {"SAND - TRAINING set - Task 2": [columns, ["ID000", 60, "M", 6, 4, 3]]},
    )
    corpus = READERS["sand-task-2"](tmp_path)
    assert brief(corpus) == [("ID000", "3", "vowel-a", None)]
    assert corpus.recordings[0].details["alsfrsrstart"] == 4.0


def test_sand_without_workbook_names_what_it_looked_for(tmp_path: Path):
    wav(tmp_path / "task1/training/phonationA/ID000_phonationA.wav")
    with pytest.raises(FileNotFoundError, match=r"sand_task_1\.xlsx, sand_task1\.xlsx"):
        READERS["sand-task-1"](tmp_path)


def test_voc_als(tmp_path: Path):
    names = ("phonationA/CT001_phonationA.wav", "rhythmKA/PZ001_rhythmKA.wav", "phonationE/PZ002_phonationE.wav")
    for name in (*names, "phonationI/CT003_phonationI.wav"):
        wav(tmp_path / name)
    header = ["ID", "Category (ALS/HC)", "Sex", "Age (years)", "ALSFRS-R_SpeechSubscore", "meanF0Hz_phonationA"]
    rows = [
        ["Vocal recordings", None, None, None, None, None],
        header,
        ["CT001", "HC", "M", 60, "-", 120.5],
        ["PZ001", "ALS", "F", 61, 3, 180.0],
        ["PZ002", "HC", "F", 62, 4, 190.0],
    ]
    workbook(tmp_path / "VOC-ALS.xlsx", {"Notes": [["read me"]], "VOC-ALS_Data": rows})
    corpus = READERS["voc-als"](tmp_path)
    assert brief(corpus) == [
        ("CT001", "control", "vowel-a", None),
        ("CT003", "control", "vowel-i", None),
        ("PZ001", "ALS", "ddk-ka", None),
    ]
    assert corpus.recordings[0].details["alsfrsrspeechsubscore"] is None
    assert corpus.recordings[2].details["alsfrsrspeechsubscore"] == 3.0
    assert [s.path.name for s in corpus.skipped] == ["PZ002_phonationE.wav"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv(tmp_path: Path, separator: str):
    for name in ("a.wav", "deep/b.wav"):
        wav(tmp_path / name)
    lines = [
        "file,label,speaker,task,split",
        "a.wav,yes,S1,vowel-a,train",
        "deep/b.wav,no,,,",
        "c.wav,no,,,",
        ",yes,,,",
    ]
    path = tmp_path / "list.csv"
    path.write_text("\ufeff" + "\n".join(lines).replace(",", separator), encoding="utf-8")
    corpus = READERS["csv"](path)
    assert brief(corpus) == [("S1", "yes", "vowel-a", "train"), ("deep/b.wav", "no", "free", None)]
    assert [s.reason for s in corpus.skipped] == ["no such file", "row 5 has no file or no label"]
