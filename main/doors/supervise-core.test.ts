import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { testCoreOptions } from "../core/core-options.fixture.ts";
import { localClient, type RunningCore, reconnectingClient, startCore } from "../core/start-core.ts";
import { superviseCore } from "./supervise-core.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-watched-"));
const cores: RunningCore[] = [];

/** Real cores, of which the test keeps hold to end them. */
function start(): RunningCore {
  const core = startCore({ ...testCoreOptions(dataFolder) });
  cores.push(core);
  return core;
}

afterEach(async () => {
  await Promise.all(cores.splice(0).map((core) => core.close()));
});

const about = (port: ReturnType<RunningCore["connect"]>) => localClient(port).system.about();

test("a core that ends is replaced, and the log is told", async () => {
  const onEnded = vi.fn();
  const core = superviseCore(start, onEnded);
  const client = reconnectingClient(core);
  expect(await client.system.about()).toMatchObject({ version: "1.2.3" });
  await cores[0]!.terminate();
  await expect.poll(() => onEnded.mock.calls).toEqual([[{ error: null, exitCode: 1 }, true]]);
  expect(cores).toHaveLength(2);
  expect(await client.system.about()).toMatchObject({ version: "1.2.3" });
  await core.close();
  expect(onEnded).toHaveBeenCalledTimes(1);
  expect(core.isThere()).toBe(false);
  await expect(about(core.connect("local"))).rejects.toMatchObject({ code: "cancelled" });
});

test("three in a minute and no more; when the minute is over, the next caller gets one", async () => {
  let now = 0;
  const replaced: boolean[] = [];
  const core = superviseCore(
    start,
    (_ending, isReplaced) => replaced.push(isReplaced),
    () => now,
  );
  for (let ends = 1; ends <= 4; ends++) {
    now += 10_000;
    await cores.at(-1)!.terminate();
    await expect.poll(() => replaced).toHaveLength(ends);
  }
  expect(replaced).toEqual([true, true, true, false]);
  expect(cores).toHaveLength(4);
  expect(core.isThere()).toBe(false);
  await expect(about(core.connect("local"))).rejects.toMatchObject({ code: "core-ended" });
  now += 60_000;
  expect(await about(core.connect("local"))).toMatchObject({ version: "1.2.3" });
  expect(cores).toHaveLength(5);
  await core.close();
});
