import { expect, test } from "vitest";
import type { Recording } from "../shared/domain/recording.ts";
import { namedRecordings, shortTaskName, taskName } from "./task-name.ts";

const recording = (id: string, task: Recording["task"]) => ({ id, task }) as Recording;

test("recordings stand in the order of tasks, takes of one task are numbered", () => {
  const named = namedRecordings([
    recording("1", "ddk-pa"),
    recording("2", "vowel-a"),
    recording("3", "vowel-a"),
  ]);
  expect(named.map(({ recording: { id }, name }) => [id, name])).toEqual([
    ["2", "Sustained /a/ (1)"],
    ["3", "Sustained /a/ (2)"],
    ["1", "Repeated /pa/"],
  ]);
});

test("short names", () => {
  expect(["ddk-pataka", "reading", "visit", "alsfrs-r"].map(shortTaskName)).toEqual([
    "/pa ta ka/",
    "reading",
    "whole visit",
    "ALSFRS-R",
  ]);
});

test("series that belong to no task have words too", () => {
  expect(["visit", "alsfrs-r", "Sustained /a/, Sustained /i/"].map(taskName)).toEqual([
    "Whole visit",
    "ALSFRS-R",
    "Sustained /a/, Sustained /i/",
  ]);
});
