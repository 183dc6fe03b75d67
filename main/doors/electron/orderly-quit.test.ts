import { expect, test, vi } from "vitest";
import type { Unfinished } from "../../../shared/contract/shell.ts";
import { OrderlyQuit } from "./orderly-quit.ts";

function steps({ unfinished = [] as Unfinished[], goes = true, stop = async () => {} } = {}) {
  return {
    unfinished: () => unfinished,
    ask: vi.fn(async () => goes),
    stop: vi.fn(stop),
    leave: vi.fn(),
    log: vi.fn(),
  };
}

test("with nothing to lose the program stops, then leaves, unasked", async () => {
  const all = steps();
  const quit = new OrderlyQuit(all);
  await Promise.all([quit.quit(), quit.quit()]);
  expect(all.ask).not.toHaveBeenCalled();
  expect(all.stop).toHaveBeenCalledTimes(1);
  expect(all.leave).toHaveBeenCalledTimes(1);
  expect(quit.isDone).toBe(true);
  expect(all.log).toHaveBeenCalledWith("ended: stopped");
});

test("with an import under way it asks once, and a no keeps everything running", async () => {
  const all = steps({ unfinished: ["import"], goes: false });
  const quit = new OrderlyQuit(all);
  await Promise.all([quit.quit(), quit.quit()]);
  expect(all.ask).toHaveBeenCalledExactlyOnceWith(["import"]);
  expect(all.stop).not.toHaveBeenCalled();
  expect(quit.isDone).toBe(false);
  await quit.quit();
  expect(all.ask).toHaveBeenCalledTimes(2);
});

test("a shutdown of the computer does not wait for an answer", async () => {
  const answer = Promise.withResolvers<boolean>();
  const all = { ...steps({ unfinished: ["input"] }), ask: () => answer.promise };
  const quit = new OrderlyQuit(all);
  const asked = quit.quit();
  await quit.quitUnasked();
  expect(all.leave).toHaveBeenCalledTimes(1);
  answer.resolve(true);
  await asked;
  expect(all.stop).toHaveBeenCalledTimes(1);
});

test("a stop that fails or never ends does not keep the program", async () => {
  const failing = steps({ stop: () => Promise.reject(new Error("no")) });
  await new OrderlyQuit(failing).quit();
  expect(failing.log).toHaveBeenCalledWith("ended: failed");
  const hanging = steps({ stop: () => new Promise(() => {}) });
  await new OrderlyQuit(hanging, 10).quit();
  expect(hanging.log).toHaveBeenCalledWith("ended: too-late");
  expect(hanging.leave).toHaveBeenCalledTimes(1);
});
