import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkpoints, fetchCheckpoint, type PinnedFile } from "./fetch-checkpoint.ts";

const content = Buffer.from(Uint8Array.from({ length: 200_000 }, (_, n) => n % 251));
let server: Server;
let file: PinnedFile;
let ranges: (string | undefined)[];
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "bulbar-fetch-"));
  ranges = [];
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    if (request.url !== "/weights.pth") return response.writeHead(404).end();
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    if (from >= content.length)
      return response.writeHead(416, { "content-range": `bytes */${content.length}` }).end();
    const body = content.subarray(from);
    response.writeHead(from ? 206 : 200, { "content-length": body.length }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  file = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/weights.pth`,
    fileName: "w.pth",
    bytes: content.length,
    sha256: createHash("sha256").update(content).digest("hex"),
  };
});
afterEach(() => server.close());

test("the file arrives whole and is not fetched twice", async () => {
  const fractions: number[] = [];
  const onProgress = ({ fraction }: { fraction: number }) => fractions.push(fraction);
  const path = await fetchCheckpoint(file, folder, { onProgress });
  expect(readFileSync(path).equals(content)).toBe(true);
  expect(fractions.at(-1)).toBe(1);
  await fetchCheckpoint(file, folder);
  expect(ranges).toHaveLength(1);
});

test("a download that stopped goes on where it was", async () => {
  writeFileSync(join(folder, "w.pth.part"), content.subarray(0, 70_000));
  const path = await fetchCheckpoint(file, folder);
  expect(ranges).toEqual(["bytes=70000-"]);
  expect(readFileSync(path).equals(content)).toBe(true);
});

test.each([
  ["whole already", content, ["bytes=200000-"]],
  ["longer than the file", Buffer.alloc(content.length + 5), ["bytes=200005-", undefined]],
])("a stopped download that is %s becomes the file", async (_name, part, asked) => {
  writeFileSync(join(folder, "w.pth.part"), part);
  const path = await fetchCheckpoint(file, folder);
  expect(ranges).toEqual(asked);
  expect(readFileSync(path).equals(content)).toBe(true);
});

test("a file that is not what its authors published is refused and removed", async () => {
  const other = { ...file, sha256: "0".repeat(64) };
  await expect(fetchCheckpoint(other, folder)).rejects.toMatchObject({
    code: "model-tampered",
    data: { file: "w.pth", why: "other-download" },
  });
  expect(existsSync(join(folder, "w.pth"))).toBe(false);
});

test("a download that is stopped is no failure of the network, and goes on the next time", async () => {
  const stop = new AbortController();
  const reason = new Error("stopped");
  const onProgress = () => stop.abort(reason);
  const stopped = fetchCheckpoint(file, folder, { signal: stop.signal, onProgress });
  await expect(stopped).rejects.not.toMatchObject({ code: "not-found" });
  await expect(fetchCheckpoint(file, folder, { signal: stop.signal })).rejects.toBe(reason);
  const path = await fetchCheckpoint(file, folder);
  expect(readFileSync(path).equals(content)).toBe(true);
});

test("every published file is pinned", () => {
  for (const { url, bytes, sha256 } of Object.values(checkpoints)) {
    expect(url).toMatch(/^https:/);
    expect(bytes).toBeGreaterThan(1e6);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
});

test.each([
  ["nobody listens", () => "http://127.0.0.1:9/weights.pth"],
  ["the file is not there", () => file.url.replace("weights", "other")],
])("when %s the remedy says so", async (_name, address) => {
  await expect(fetchCheckpoint({ ...file, url: address() }, folder)).rejects.toMatchObject({
    code: "not-found",
    data: { why: expect.stringMatching(/^(no-connection|address-answered)$/) },
  });
});
