import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { pageFailuresPath } from "../../shared/contract/page-failure.ts";
import { Uploads } from "../core/uploads.ts";
import { answerAppRequest } from "./app-request.ts";

/** Tells a door of a failure. @returns the answer's status, and what was logged */
async function tell(body: string) {
  const lines: string[] = [];
  const parts = {
    rendererFolder: "/nowhere",
    uploads: new Uploads("/nowhere"),
    log: (line: string) => void lines.push(line),
  };
  const request = { method: "POST", path: pageFailuresPath, body: Readable.from([Buffer.from(body)]) };
  const { status } = await answerAppRequest(request, parts);
  return { status, lines };
}

const frames =
  "    at Visit (http://127.0.0.1:4173/assets/index-Ab.js:12:345)\n    at http://127.0.0.1:4173/assets/index-Ab.js:6:7";

test("a page that failed is logged with its error's name and code and the places in it, and nothing it worked on", async () => {
  const message = "no voice of\n    at Ludmila (file:///home/x/ludmila.wav:1:2)";
  const failure = {
    name: "TypeError",
    code: "not-found",
    message,
    stack: `TypeError: ${message}\n${frames}`,
  };
  const { status, lines } = await tell(JSON.stringify(failure));
  expect(status).toBe(204);
  expect(lines).toEqual([
    "page-failed: TypeError not-found\n    Visit (127.0.0.1:4173/assets/index-Ab.js:12:345)\n    (top) (127.0.0.1:4173/assets/index-Ab.js:6:7)",
  ]);
});

test("what tells of no failure, or too much, is refused and not logged", async () => {
  const failure = { name: "TypeError", message: "", stack: "" };
  const refused = [
    "not JSON",
    "{}",
    JSON.stringify({ ...failure, name: "Ludmila Nowhere\nborn 1960" }),
    JSON.stringify({ ...failure, code: "a code\nof two lines" }),
    JSON.stringify({ ...failure, stack: "x".repeat(2 ** 16) }),
  ];
  for (const body of refused) expect(await tell(body)).toEqual({ status: 400, lines: [] });
});
