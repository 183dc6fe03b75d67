"""Readers on trees of every published layout variant; the files hold a tenth of a second of tone."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import openpyxl
import pytest
import soundfile

from bulbar_training import config, waveforms
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
    unusable = [s.path.name for s in corpus.skipped if s.path.exists()]
    assert sorted(unusable) == ["ID000_rhythmKA.wav", "ID009_phonationU.wav"]


def test_sand_lists_what_is_missing(tmp_path: Path):
    """Files of subjects that the workbook lists, and whole folders."""
    wav(tmp_path / "training/phonationA/ID000_phonationA.wav")
    wav(tmp_path / "training/rhythmPA/ID001_rhythmPA.wav")
    workbook(tmp_path / "sand_task_1.xlsx", SAND_SHEETS)
    missing = [str(s.path.relative_to(tmp_path / "training")) for s in READERS["sand-task-1"](tmp_path).skipped]
    folders = [f"phonation{letter}" for letter in "EIOU"] + ["rhythmTA", "rhythmKA"]
    assert missing == [*folders, "phonationA/ID001_phonationA.wav", "rhythmPA/ID000_rhythmPA.wav"]


SPELLINGS = {
    "numbers instead of codes": (["ID", "Age", "Sex", "Class"], [[0, 60, "M", 5], ["001", 71, "F", "1"]]),
    "headers and codes in any case": (["id ", "AGE", "sex", "CLASS"], [["id000", 60, "M", 5.0], ["Id1", 71, "F", 1]]),
    "blank rows and a title": (
        ["ID", "Age", "Sex", "Class"],
        [[None] * 4, ["ID000", 60, "M", 5], [None, " ", None, ""], ["ID001", 71, "F", 1], [None, None, None, 3]],
    ),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("book", ["SAND_Task_1.xlsx", "Training/sand-task-1.xlsx"])
def test_sand_spellings(tmp_path: Path, spelling: str, book: str):
    header, rows = SPELLINGS[spelling]
    wav(tmp_path / "Task1/Training/phonationa/id000_phonationA.WAV")
    wav(tmp_path / "Task1/Training/rhythmPA/001-rhythmpa.wav")
    (tmp_path / "Task1/~$sand_task_1.xlsx").write_bytes(b"lock")
    sheets = {"Read me": [["nothing here"]], "SAND - TRAINING set - Task 1": [["SAND 2026"], header, *rows]}
    sheets |= {"Training Baseline -- Task 1": [header, *rows[:2]], "validation  baseline": [header, *rows[2:]]}
    workbook(tmp_path / "Task1" / book, sheets)
    corpus = READERS["sand-task-1"](tmp_path)
    found = [(r.speaker, r.label, r.task) for r in corpus.recordings]
    assert found == [("ID000", "5", "vowel-a"), ("ID001", "1", "ddk-pa")]
    assert corpus.recordings[0].official_split == "train"


def test_sand_with_baseline_sheets_only(tmp_path: Path):
    for name in SAND_FILES[:2]:
        wav(tmp_path / "training" / name)
    baselines = {title: rows for title, rows in SAND_SHEETS.items() if "Baseline" in title}
    workbook(tmp_path / "training/sand_task_1.xlsx", baselines)
    found = brief(READERS["sand-task-1"](tmp_path))
    assert found == [("ID000", "5", "vowel-a", "train"), ("ID001", "1", "ddk-pa", "validation")]


@pytest.mark.parametrize("book", ["sand_task_1_test.xlsx", "test/sand_task1_test.xlsx"])
def test_sand_test_part(tmp_path: Path, book: str):
    """Subjects of the test part count where their class is published, and are listed where it is not."""
    wav(tmp_path / "training/phonationA/ID000_phonationA.wav")
    for code in ("ID300", "ID301"):
        wav(tmp_path / f"test/phonationA/{code}_phonationA.wav")
    workbook(tmp_path / "sand_task_1.xlsx", SAND_SHEETS)
    header = ["ID", "Age", "Sex", "Class"]
    workbook(tmp_path / book, {"SAND - TEST set - Task 1": [header, ["ID300", 60, "M", 4], ["ID301", 61, "F", None]]})
    corpus = READERS["sand-task-1"](tmp_path)
    assert ("ID300", "4", "vowel-a", "test") in brief(corpus)
    assert "ID301 has no class in " + Path(book).name in [s.reason for s in corpus.skipped]


def test_a_broken_workbook_is_named(tmp_path: Path):
    wav(tmp_path / "training/phonationA/ID000_phonationA.wav")
    (tmp_path / "sand_task_1.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(ValueError, match=r"sand_task_1\.xlsx is not a readable workbook"):
        READERS["sand-task-1"](tmp_path)
    workbook(tmp_path / "sand_task_1.xlsx", {"SAND": [["ID", "Age"], ["ID000", 60]]})
    with pytest.raises(ValueError, match="no sheet with the columns id, class"):
        READERS["sand-task-1"](tmp_path)


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
    with pytest.raises(FileNotFoundError, match=r"sand_task_1\.xlsx or sand_task1\.xlsx"):
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
    assert [s.path.name for s in corpus.skipped if s.path.exists()] == ["PZ002_phonationE.wav"]
    missing = [s.path.name for s in corpus.skipped if s.path.suffix and not s.path.exists()]
    assert {"CT001_phonationE.wav", "PZ001_phonationA.wav"} <= set(missing)
    assert "PZ002_phonationE.wav" not in missing


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
        "",
        "a.wav,yes,S1,vowel-a,train",
        "deep\\\\b.wav,no,,,someday",
    ]
    path = tmp_path / "list.csv"
    path.write_text("\ufeff" + "\n".join(lines).replace(",", separator), encoding="utf-8")
    corpus = READERS["csv"](path)
    assert brief(corpus) == [("S1", "yes", "vowel-a", "train"), ("deep/b.wav", "no", "free", None)]
    assert [s.reason for s in corpus.skipped] == [
        "no such file",
        "a row has no file or no label: file '', label 'yes'",
        "listed twice",
        "listed twice",
    ]


def test_csv_keeps_codes_as_text(tmp_path: Path):
    """Speakers 007 and 7 are two people; an unknown split is not guessed."""
    for name in ("a.wav", "b.wav", "c.wav"):
        wav(tmp_path / name)
    path = tmp_path / "list.csv"
    path.write_text("File, Label ,SPEAKER,Split\na.wav,01,007,Val\nb.wav,1.0,7,\nc.wav,1,8,someday\n")
    corpus = READERS["csv"](path)
    assert brief(corpus) == [("007", "01", "free", "validation"), ("7", "1.0", "free", None)]
    assert [s.reason for s in corpus.skipped] == ["unknown split 'someday'"]


def test_files_without_sound_are_left_out_and_listed(tmp_path: Path):
    wav(tmp_path / "good.wav")
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "text.wav").write_text("no sound")
    soundfile.write(tmp_path / "header.wav", np.zeros(0), 8000)
    soundfile.write(tmp_path / "silent.wav", np.zeros(800), 8000)
    soundfile.write(tmp_path / "short.wav", 0.1 * np.ones(80), 8000)
    path = tmp_path / "list.csv"
    names = ("good", "empty", "text", "header", "silent", "short")
    path.write_text("file,label\n" + "".join(f"{name}.wav,1 severe\n" for name in names))
    settings = config.load(config.TRAINING / "configs" / "severity-simulated.yaml")
    data = settings.data.model_copy(update={"reader": "csv", "root": str(path), "tasks": None})
    audio = settings.audio.model_copy(update={"minimum_seconds": 0.05})
    corpus = waveforms.read_corpus(settings.model_copy(update={"data": data, "audio": audio}))
    assert [r.path.name for r in corpus.recordings] == ["good.wav"]
    reasons = {s.path.stem: s.reason for s in corpus.skipped}
    assert set(reasons) == set(names) - {"good"}
    assert reasons["header"] == "no samples"
    assert reasons["silent"] == "silent"
    assert reasons["short"] == "shorter than 0.05 s"
