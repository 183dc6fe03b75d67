import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { expect, test } from "vitest";
import { createCore } from "../core.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { models } from "./models.ts";

test("the trial of a model that is not here ends with its code, though it is told by events", async () => {
  const core = createCore(testCoreOptions(mkdtempSync(join(tmpdir(), "bulbar-bench-"))));
  const events = await call(models.bench, { ids: ["none-such"] }, { context: { core, session: null } });
  await expect(events.next()).rejects.toMatchObject({ code: "model-not-found", data: { file: "none-such" } });
  await core.close();
});
