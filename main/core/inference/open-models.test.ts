import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DeviceChoice, ModelDevices } from "../../../shared/domain/device.ts";
import { chooseDevice, measuredDevices, rememberDevices } from "./device-memory.ts";
import { ModelLibrary } from "./model-library.ts";
import { OpenModels } from "./open-models.ts";
import { selfTestInput } from "./session.ts";

const shipped = join(import.meta.dirname, "../../../models");
const library = new ModelLibrary(shipped, join(shipped, "none"));
const model = await library.find("digits-cnn");
const hash = model.manifest.files["model.onnx"]!.sha256;
const begun = new Date("2026-11-01T08:00:00Z");
const programVersion = "1.2.3";

let dataFolder: string;
let now: Date;
const models: OpenModels[] = [];

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "bulbar-devices-"));
  now = begun;
  vi.stubEnv("BULBAR_DEVICE", "");
});
afterEach(() => {
  for (const one of models.splice(0)) one.close();
  rmSync(dataFolder, { recursive: true });
  vi.unstubAllEnvs();
});

function open(device: DeviceChoice | null): OpenModels {
  const one = new OpenModels({
    dataFolder,
    programVersion,
    device,
    threads: 1,
    now: () => now,
    measures: false,
  });
  models.push(one);
  return one;
}

/** What a graphics processor would have been measured to take, beside the CPU's 3 ms. */
function measured(webgpuMs: number): ModelDevices & { programVersion: string } {
  const timing = { loadMs: 1, firstMs: 1, probabilityDifference: 0, mapDifference: 0 };
  return {
    model: "digits-cnn",
    version: model.manifest.version,
    fastest: webgpuMs < 3 ? "webgpu" : "cpu",
    measured: [
      { ...timing, device: "cpu", medianMs: 3 },
      { ...timing, device: "webgpu", medianMs: webgpuMs },
    ],
    refused: [{ device: "cuda", why: "no-library", facts: { device: "cuda" }, detail: "dlopen" }],
    measuredAt: begun.toISOString(),
    programVersion,
  };
}

test("a device by name that cannot be used is an error with the reason, never another device", async () => {
  await expect(open("coreml").get(model)).rejects.toMatchObject({
    code: "device-unusable",
    data: { file: "digits-cnn", why: "not-offered", facts: { device: "coreml" } },
  });
});

test("the call is asked before the environment, that before the site's setting", () => {
  expect(open(null).choice()).toEqual({ choice: "auto", by: "nobody" });
  chooseDevice(dataFolder, "webgpu");
  expect(open(null).choice()).toEqual({ choice: "webgpu", by: "setting" });
  vi.stubEnv("BULBAR_DEVICE", "CPU");
  expect(open(null).choice()).toEqual({ choice: "cpu", by: "environment" });
  expect(open("cuda").choice()).toEqual({ choice: "cuda", by: "call" });
});

test("an unknown device in the environment is told with the ones there are", () => {
  vi.stubEnv("BULBAR_DEVICE", "gpu");
  expect(() => open(null).choice()).toThrow(
    expect.objectContaining({
      code: "invalid-input",
      data: expect.objectContaining({ file: "BULBAR_DEVICE" }),
    }),
  );
});

test("until something was measured, auto runs on the CPU and says which devices wait", async () => {
  const session = await open("auto").get(model);
  expect(session.device).toBe("cpu");
  expect(session.refusedDevices?.map(({ why }) => why)).toContain("not-measured");
});

test("a device that was measured slower is named with both times", async () => {
  rememberDevices(dataFolder, hash, measured(12.34));
  const session = await open("auto").get(model);
  expect(session.device).toBe("cpu");
  expect(session.refusedDevices).toEqual([
    { device: "cuda", why: "no-library", facts: { device: "cuda" } },
    {
      device: "webgpu",
      why: "slower",
      facts: { device: "webgpu", milliseconds: 12, fastest: "cpu", fastestMilliseconds: 3 },
    },
  ]);
});

test("a faster device that does not open any more leaves the model to the CPU, and says so", async () => {
  vi.stubEnv("VK_DRIVER_FILES", join(dataFolder, "none.json"));
  rememberDevices(dataFolder, hash, measured(1));
  const session = await open("auto").get(model);
  expect(session.device).toBe("cpu");
  expect(session.refusedDevices).toContainEqual(
    expect.objectContaining({ device: "webgpu", why: "cannot-open" }),
  );
});

test("what was measured holds for this program on this computer, for a month", () => {
  rememberDevices(dataFolder, hash, measured(1));
  const asked = { programVersion, now: begun };
  expect(measuredDevices(dataFolder, hash, asked)?.fastest).toBe("webgpu");
  expect(measuredDevices(dataFolder, "another graph", asked)).toBeNull();
  expect(measuredDevices(dataFolder, hash, { ...asked, programVersion: "1.2.4" })).toBeNull();
  expect(measuredDevices(dataFolder, hash, { ...asked, now: new Date("2026-12-02T08:00:00Z") })).toBeNull();
  vi.stubEnv("VK_DRIVER_FILES", "another driver");
  expect(measuredDevices(dataFolder, hash, asked)).toBeNull();
});

test("a model that nobody used gives its memory back, and runs again when it is asked", async () => {
  const opened = open("cpu");
  const session = await opened.get(model);
  const input = selfTestInput(model.manifest);
  const before = await session.run(input, -1);
  const release = vi.spyOn(session, "release");
  opened.sweep();
  expect(release).not.toHaveBeenCalled();
  now = new Date(begun.getTime() + 11 * 60_000);
  opened.sweep();
  expect(release).toHaveBeenCalledOnce();
  expect(await session.run(input, -1)).toEqual(before);
});
