import { createHash, randomBytes } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { beginSealedFile, isSealedFile, openSealedFile, readPieces, type SealedFile } from "./sealed-file.ts";

const passphrase = "three calm herons";
const about = { content: "test", createdAt: "2026-01-05T10:00:00.000Z", programVersion: "1.2.3" };

function temporaryPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-sealed-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "a.sealed");
}

/** A sealed file of these parts, written one after the other. */
async function sealedFile(...parts: Uint8Array[]): Promise<string> {
  const path = temporaryPath();
  const file = openSync(path, "wx");
  const writer = await beginSealedFile(file, passphrase, about, "words for people");
  for (const part of parts) writer.write(part);
  writer.end();
  closeSync(file);
  return path;
}

async function contentOf(path: string, given = passphrase): Promise<Buffer> {
  return Buffer.concat([...readPieces(await openSealedFile(path, given, "test"))]);
}

/** How reading the pieces of a file ends that was opened before its bytes were changed. */
function toldBy(opened: SealedFile): string {
  try {
    return String([...readPieces(opened)].length);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

const code = (expected: string) => ({ code: expected });

test("what went in comes out, whatever its size and however it was cut into writes", async () => {
  const mebibyte = 1 << 20;
  for (const parts of [
    [],
    [0],
    [1],
    [mebibyte - 1, 2],
    [mebibyte],
    [mebibyte, mebibyte],
    [3 * mebibyte + 5],
  ]) {
    const bytes = parts.map((length) => randomBytes(length));
    const path = await sealedFile(...bytes);
    expect((await contentOf(path)).equals(Buffer.concat(bytes)), String(parts)).toBe(true);
  }
});

test("the head can be read by people, the content by nobody; two files of one content have nothing in common", async () => {
  const content = Buffer.from("Margarethe Zahnlos ".repeat(100));
  const [one, other] = [readFileSync(await sealedFile(content)), readFileSync(await sealedFile(content))];
  expect(one.includes("words for people")).toBe(true);
  expect(one.includes("Zahnlos")).toBe(false);
  expect(one.subarray(2048).equals(other.subarray(2048))).toBe(false);
});

test("a wrong passphrase is told as such", async () => {
  const path = await sealedFile(randomBytes(10));
  await expect(contentOf(path, "three calm heron")).rejects.toMatchObject(code("passphrase-wrong"));
});

test("a flipped bit anywhere is seen: damage, or in a length a part that is missing", async () => {
  const path = await sealedFile(randomBytes((1 << 20) + 1000));
  const opened = await openSealedFile(path, passphrase, "test");
  const whole = readFileSync(path);
  const flip = (at: number) => {
    const changed = Buffer.from(whole);
    changed[at]! ^= 1;
    writeFileSync(path, changed);
  };
  for (const at of [2048, 2052, 500_000, 2052 + (1 << 20) + 3, whole.length - 1]) {
    flip(at);
    expect(["sealed-file-damaged", "sealed-file-cut"], `byte ${at}`).toContain(toldBy(opened));
  }
  flip(whole.indexOf("createdAt"));
  await expect(contentOf(path)).rejects.toMatchObject(code("sealed-file-damaged"));
  flip(2047); // of the head's last bytes, which only the pieces know
  await expect(contentOf(path)).rejects.toMatchObject(code("sealed-file-damaged"));
});

test("a cut anywhere is told as a cut, also between two pieces", async () => {
  const path = await sealedFile(randomBytes((1 << 20) + 1000));
  const opened = await openSealedFile(path, passphrase, "test");
  const { length } = readFileSync(path);
  const firstPiece = 2048 + 4 + (1 << 20) + 16;
  for (const at of [length - 1, firstPiece + 10, firstPiece, firstPiece - 1, 2050, 2048]) {
    truncateSync(path, at);
    expect(toldBy(opened), `at ${at}`).toBe("sealed-file-cut");
  }
  for (const at of [1000, 40]) {
    truncateSync(path, at);
    await expect(contentOf(path), `at ${at}`).rejects.toMatchObject(code("sealed-file-cut"));
  }
});

test("pieces in another order, a piece twice, one left out and bytes behind the end are seen", async () => {
  const path = await sealedFile(randomBytes(3 << 20));
  const opened = await openSealedFile(path, passphrase, "test");
  const whole = readFileSync(path);
  const piece = 4 + (1 << 20) + 16;
  const at = (number: number) => whole.subarray(2048 + (number - 1) * piece, 2048 + number * piece);
  const [head, a, b, c] = [whole.subarray(0, 2048), at(1), at(2), at(3)];
  for (const parts of [
    [head, b, a, c],
    [head, a, a, b, c],
    [head, a, b, c, randomBytes(20)],
    [head, c],
  ]) {
    writeFileSync(path, Buffer.concat(parts));
    expect(["sealed-file-damaged", "sealed-file-cut"]).toContain(toldBy(opened));
  }
});

test("another file, another content and a newer format are told as what they are", async () => {
  const path = temporaryPath();
  writeFileSync(path, "a letter");
  expect(isSealedFile(path)).toBe(false);
  await expect(contentOf(path)).rejects.toMatchObject(code("sealed-file-foreign"));
  const sealed = await sealedFile(randomBytes(10));
  expect(isSealedFile(sealed)).toBe(true);
  await expect(openSealedFile(sealed, passphrase, "other")).rejects.toMatchObject(
    code("sealed-file-foreign"),
  );

  const [mark, json = "", hash = "", ...rest] = readFileSync(sealed, "latin1").split("\n");
  const newer = json.replace('"format":1', '"format":2');
  const newHash = createHash("sha256").update(newer).digest("hex");
  expect(createHash("sha256").update(json).digest("hex")).toBe(hash);
  writeFileSync(sealed, [mark, newer, newHash, ...rest].join("\n"), "latin1");
  await expect(contentOf(sealed)).rejects.toMatchObject(code("sealed-file-from-future"));
});
