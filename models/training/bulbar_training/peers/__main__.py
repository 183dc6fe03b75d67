"""Does peers' work on demand and says what it took.

A request is a line of JSON, ``{"work": "log-mel", "argument": FILE, "times": 5}``, and so is its answer,
``{"processorMs": 12.3, "wallMs": 12.5}``: all passes together, without what is imported, read and made ready before.
The work ``process`` is a command, counted from start to end with all that it starts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache

import soxr

from bulbar_training.peers import cnn14, pipeline

Work = Callable[[], object]


def visit(files: list[str]) -> Work:
    """Recordings from file to measures, probabilities and map."""
    analyse = pipeline.analysis()
    return lambda: [analyse(path) for path in files]


def measures(files: list[str]) -> Work:
    """Praat's measures of recordings in memory."""
    recordings = [pipeline.read(path) for path in files]
    return lambda: [pipeline.praat_measures(*recording) for recording in recordings]


def log_mel(path: str) -> Work:
    """librosa's mel spectrogram in dB of a recording at the models' rate."""
    samples = pipeline.at_model_rate(*pipeline.read(path))
    return lambda: pipeline.log_mel(samples)


def mfcc(path: str) -> Work:
    """librosa's cepstral coefficients of a recording at the models' rate."""
    samples = pipeline.at_model_rate(*pipeline.read(path))
    return lambda: pipeline.mfcc(samples)


def resample(path: str) -> Work:
    """soxr HQ, librosa's default, from the recording's rate to the models'."""
    samples, rate = pipeline.read(path)
    return lambda: soxr.resample(samples, rate, pipeline.RATE_HZ, "HQ")


WORKS: dict[str, Callable[..., Work]] = {
    "visit": visit,
    "measures": measures,
    "log-mel": log_mel,
    "mfcc": mfcc,
    "resample": resample,
    "cnn14": lambda _: cnn14.explanation(),
}


@cache
def prepared(work: str, argument: str) -> Work:
    """Work on an argument (JSON), ready to run."""
    return WORKS[work](json.loads(argument))


def timed(work: Work, times: int) -> dict[str, float]:
    """What passes take in this process."""
    started, spent = time.perf_counter(), time.process_time()
    for _ in range(times):
        work()
    spent, wall = time.process_time() - spent, time.perf_counter() - started
    return {"processorMs": 1000 * spent, "wallMs": 1000 * wall}


def timed_process(command: list[str]) -> dict[str, float]:
    """What a command takes; raises ``RuntimeError`` with its last words where it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    words = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status != 0:
        raise RuntimeError(f"{command} failed: {words.decode(errors='replace')[-2000:]}")
    return {"processorMs": 1000 * (usage.ru_utime + usage.ru_stime), "wallMs": 1000 * wall}


def main() -> None:
    """Answers until there are no more requests."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # What packages print is no answer.
    for line in sys.stdin:
        request = json.loads(line)
        work, argument = request["work"], request["argument"]
        if work == "process":
            answer = timed_process(argument)
        else:
            answer = timed(prepared(work, json.dumps(argument)), request["times"])
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
