import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { isInstalled, outsideArchive, startOwnProcess } from "./packed-program.ts";

test.each([
  ["/opt/Bulbar/resources/app.asar/ffmpeg/ffmpeg", "/opt/Bulbar/resources/app.asar.unpacked/ffmpeg/ffmpeg"],
  ["C:\\Bulbar\\app.asar\\models\\a\\model.onnx", "C:\\Bulbar\\app.asar.unpacked\\models\\a\\model.onnx"],
  ["/opt/app.asar.unpacked/models/a", "/opt/app.asar.unpacked/models/a"],
  ["/home/anna/my-app.asar/models/a", "/home/anna/my-app.asar/models/a"],
])("outside the archive %s lies at %s", (path, outside) => {
  expect(outsideArchive(path)).toBe(outside);
});

test("in a checkout the program is not installed, and its processes are modules that Node runs", async () => {
  expect(isInstalled).toBe(false);
  const module = join(mkdtempSync(join(tmpdir(), "bulbar-own-")), "answer.mjs");
  writeFileSync(
    module,
    `process.once("message", (said) => process.send({ said }, () => process.disconnect()));`,
  );
  const child = startOwnProcess("history-process", pathToFileURL(module));
  child.send("here");
  expect(await once(child, "message").then(([answer]) => answer)).toEqual({ said: "here" });
  await once(child, "exit");
});
