import { expect, test } from "vitest";
import { loadApi } from "./api-load.ts";

test("sixteen clients at once lose no request, and memory comes back to its level", async () => {
  if (process.platform !== "linux") return console.log("skipped: memory is read from /proc");
  const flags = ["--api-at-once", "8"];
  const result = await loadApi({ seconds: 10, clients: 16, warmSeconds: 5, idleSeconds: 5, flags });
  expect(result.lost).toEqual([]);
  expect(result.answered).toBeGreaterThanOrEqual(16);
  expect(result.triedAgain).toBeGreaterThan(0);
  // a short load: what the warm-up did not reach yet may come on top
  expect(result.idleMegabytes).toBeLessThan(1.5 * result.warmMegabytes);
});
