import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCli, temporaryFolder } from "./run-cli.fixture.ts";

let child: ReturnType<typeof startCli>;
let url: URL;

beforeAll(async () => {
  child = startCli(["serve", "--data", temporaryFolder()]);
  const line = await new Promise<string>((resolve) =>
    child.stdout.once("data", (chunk) => resolve(`${chunk}`)),
  );
  expect(line.trim().split("\n")).toHaveLength(1);
  url = new URL(line.trim());
});
afterAll(() => {
  child.kill();
});

function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  return new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: url.port, path, headers, method }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode!, headers: answer.headers });
    });
    sent.on("error", reject);
    sent.end();
  });
}

test("nothing is served without the token, to another host, or for another site", async () => {
  expect((await get("/")).status).toBe(401);
  expect((await get("/uploads", {}, "POST")).status).toBe(401);
  expect((await get(url.pathname + url.search, { host: "evil.example" })).status).toBe(403);
  expect((await get(url.pathname + url.search, { origin: "https://evil.example" })).status).toBe(403);
  expect((await get("/?token=guess")).status).toBe(401);
});

test("the token opens one session; its cookie serves from then on", async () => {
  const opened = await get(url.pathname + url.search);
  expect(opened.status).toBe(303);
  const cookie = String(opened.headers["set-cookie"]).split(";")[0]!;
  expect((await get(url.pathname + url.search)).status).toBe(401);
  expect((await get("/uploads", { cookie }, "DELETE")).status).toBe(405);
  const outside = await get("/../../package.json", { cookie });
  expect(outside.status).toBe(404);
  expect(String(outside.headers["content-security-policy"])).toContain("default-src 'self'");
});
