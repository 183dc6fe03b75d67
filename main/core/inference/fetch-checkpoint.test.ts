import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fetchCheckpoint } from "./fetch-checkpoint.ts";

const content = Buffer.from(Uint8Array.from({ length: 200_000 }, (_, n) => n % 251));
let server: Server;
let url: string;
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
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/weights.pth`;
});
afterEach(() => server.close());

test("the file arrives whole, with its size and hash on record, and is not fetched twice", async () => {
  const fractions: number[] = [];
  const onProgress = ({ fraction }: { fraction: number }) => fractions.push(fraction);
  const first = await fetchCheckpoint({ url, fileName: "w.pth" }, folder, { onProgress });
  expect(readFileSync(first.path).equals(content)).toBe(true);
  expect(first.record.bytes).toBe(content.length);
  expect(fractions.at(-1)).toBe(1);
  expect(JSON.parse(readFileSync(`${first.path}.json`, "utf8"))).toEqual(first.record);
  await fetchCheckpoint({ url, fileName: "w.pth" }, folder);
  expect(ranges).toHaveLength(1);
});

test("a download that stopped goes on where it was", async () => {
  writeFileSync(join(folder, "w.pth.part"), content.subarray(0, 70_000));
  const { path } = await fetchCheckpoint({ url, fileName: "w.pth" }, folder);
  expect(ranges).toEqual(["bytes=70000-"]);
  expect(readFileSync(path).equals(content)).toBe(true);
});

test.each([
  ["whole already", content, ["bytes=200000-"]],
  ["longer than the file", Buffer.alloc(content.length + 5), ["bytes=200005-", undefined]],
])("a stopped download that is %s becomes the file", async (_name, part, asked) => {
  writeFileSync(join(folder, "w.pth.part"), part);
  const { path } = await fetchCheckpoint({ url, fileName: "w.pth" }, folder);
  expect(ranges).toEqual(asked);
  expect(readFileSync(path).equals(content)).toBe(true);
});

test("a file that changed since it was recorded is removed and named", async () => {
  const { path } = await fetchCheckpoint({ url, fileName: "w.pth" }, folder);
  writeFileSync(path, "something else");
  await expect(fetchCheckpoint({ url, fileName: "w.pth" }, folder)).rejects.toMatchObject({
    code: "model-tampered",
  });
  expect(existsSync(path)).toBe(false);
});

test.each([
  ["nobody listens", () => "http://127.0.0.1:9/weights.pth"],
  ["the file is not there", () => url.replace("weights", "other")],
])("when %s the remedy says so", async (_name, address) => {
  await expect(fetchCheckpoint({ url: address(), fileName: "w.pth" }, folder)).rejects.toMatchObject({
    code: "not-found",
    data: { why: expect.stringMatching(/^(no-connection|address-answered)$/) },
  });
});
