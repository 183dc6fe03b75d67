import { expect, test } from "vitest";
import { afterModelsKept, keepModels } from "./models-kept.ts";

test("what asks models waits for every choice made before, also for one that cannot be kept; nothing else waits", async () => {
  const called: string[] = [];
  const link = afterModelsKept({
    call: async (path) => {
      called.push(path.join("."));
    },
  });
  const call = (...path: string[]) => link.call(path, {}, { context: {} });
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
  const choices = [keepModels(first.promise), keepModels(second.promise)];
  const importing = call("recordings", "import");
  second.resolve("kept");
  expect(await choices[1]).toBe("kept");
  await call("patients", "list");
  expect(called).toEqual(["patients.list"]);
  first.reject(new Error("changed meanwhile"));
  await expect(choices[0]).rejects.toThrow("changed meanwhile");
  await importing;
  await call("recordings", "analyse");
  expect(called).toEqual(["patients.list", "recordings.import", "recordings.analyse"]);
});
