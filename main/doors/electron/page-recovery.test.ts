import { EventEmitter } from "node:events";
import type { BrowserWindow } from "electron";
import { expect, test, vi } from "vitest";
import { type PageQuestions, recoverPage } from "./page-recovery.ts";

const settle = () => new Promise(setImmediate);

/** A window of which only the events and the calls to its page are there. */
function watched(answers: Partial<PageQuestions> = {}) {
  const contents = Object.assign(new EventEmitter(), { reload: vi.fn(), forcefullyCrashRenderer: vi.fn() });
  const window = Object.assign(new EventEmitter(), { webContents: contents });
  const questions = {
    tellReopened: vi.fn(async () => {}),
    askAgainOrQuit: vi.fn(async () => "quit" as const),
    askWaitOrReload: vi.fn(async () => "wait" as const),
    ...answers,
  };
  const clock = { now: 0 };
  const log = vi.fn();
  const quit = vi.fn();
  recoverPage(window as unknown as BrowserWindow, questions, { log, quit, now: () => clock.now });
  const crash = async (reason = "crashed") => {
    contents.emit("render-process-gone", {}, { reason, exitCode: 5 });
    await settle();
  };
  return { contents, window, questions, clock, log, quit, crash };
}

test("a page that ends is opened again and told; one that ended in order is not", async () => {
  const { contents, questions, log, crash } = watched();
  await crash("clean-exit");
  expect(contents.reload).not.toHaveBeenCalled();
  await crash();
  expect(contents.reload).toHaveBeenCalledTimes(1);
  expect(questions.tellReopened).toHaveBeenCalledTimes(1);
  expect(log).toHaveBeenCalledWith("page-ended: crashed, exit code 5; opened again");
});

test("three in a minute and no more: then a person decides", async () => {
  const { contents, questions, clock, quit, crash } = watched();
  for (let k = 0; k < 4; k++) await crash();
  expect(contents.reload).toHaveBeenCalledTimes(3);
  expect(questions.askAgainOrQuit).toHaveBeenCalledTimes(1);
  expect(quit).toHaveBeenCalledTimes(1);
  clock.now = 60_000;
  await crash();
  expect(contents.reload).toHaveBeenCalledTimes(4);
});

test("after 'try again' the count begins anew", async () => {
  const { contents, quit, crash } = watched({ askAgainOrQuit: async () => "again" });
  for (let k = 0; k < 6; k++) await crash();
  expect(contents.reload).toHaveBeenCalledTimes(6);
  expect(quit).not.toHaveBeenCalled();
});

test("a page that hangs is asked about once, and ended when it is to be loaded again", async () => {
  const { contents, window } = watched({ askWaitOrReload: async () => "reload" });
  window.emit("unresponsive");
  window.emit("unresponsive");
  await settle();
  expect(contents.forcefullyCrashRenderer).toHaveBeenCalledTimes(1);
});

test("a page that answers meanwhile takes the question back and goes on", async () => {
  const { contents, window } = watched({
    askWaitOrReload: (answered) =>
      new Promise((resolve) => answered.addEventListener("abort", () => resolve("reload"))),
  });
  window.emit("unresponsive");
  window.emit("responsive");
  await settle();
  expect(contents.forcefullyCrashRenderer).not.toHaveBeenCalled();
});
