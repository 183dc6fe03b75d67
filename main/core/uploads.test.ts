import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { transitFolderOf } from "./held-folder.ts";
import { Uploads, withUpload } from "./uploads.ts";

let data = "";
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "bulbar-uploads-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));
const voice = Buffer.from("a voice in plain ".repeat(100_000));
const pieces = () =>
  Readable.from([voice.subarray(0, 7), voice.subarray(7, 100_000), voice.subarray(100_000)]);

test("what a window hands over lies encrypted, comes back whole, and is gone afterwards", async () => {
  const uploads = new Uploads(data);
  expect(existsSync(transitFolderOf(data))).toBe(false);
  const [first, second] = [await uploads.receive(pieces()), await uploads.receive(pieces())];
  const stored = [first, second].map((id) => readFileSync(join(uploads.place.folder, id)));
  for (const bytes of stored) {
    expect(bytes.length).toBe(voice.length);
    expect(bytes.includes("voice in")).toBe(false);
  }
  expect(stored[0]!.equals(stored[1]!)).toBe(false);
  expect(await withUpload(uploads.place, first, async (bytes) => bytes.equals(voice))).toBe(true);
  const failing = withUpload(uploads.place, second, () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(readdirSync(uploads.place.folder)).toEqual([]);
  await uploads.release();
  expect(readdirSync(transitFolderOf(data))).toEqual([]);
});

test("an upload that breaks off or is cancelled leaves nothing", async () => {
  const uploads = new Uploads(data);
  const breaking = Readable.from(
    (async function* () {
      yield voice;
      throw new Error("the line broke");
    })(),
  );
  await expect(uploads.receive(breaking)).rejects.toThrow("the line broke");
  const controller = new AbortController();
  const endless = new Readable({ read() {} });
  endless.push(voice);
  const receiving = uploads.receive(endless, controller.signal);
  setTimeout(() => controller.abort(), 50);
  await expect(receiving).rejects.toMatchObject({ name: "AbortError" });
  expect(readdirSync(uploads.place.folder)).toEqual([]);
  await uploads.release();
});

test("only the id of an upload is taken for one", async () => {
  const { place } = new Uploads(data);
  for (const id of [
    "../../etc/passwd",
    "",
    "00000000-0000-4000-8000-00000000000",
    "00000000-0000-4000-8000-000000000000",
  ])
    await expect(withUpload(place, id, async () => 1)).rejects.toMatchObject({ code: "invalid-input" });
  await expect(withUpload(undefined, "x", async () => 1)).rejects.toMatchObject({ code: "invalid-input" });
});
