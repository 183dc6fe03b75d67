import { expect, test } from "vitest";
import { listAudit } from "./audit.ts";
import { temporaryHistory } from "./history.fixtures.ts";
import { ownShortcuts, setOwnShortcuts } from "./own-shortcuts.ts";

const anna = { userId: "a", user: "Anna" };
const ben = { userId: "b", user: "Ben" };

test("each user has keys of the own, and the trail says whose were changed", () => {
  const history = temporaryHistory();
  expect(ownShortcuts(history, anna.userId)).toEqual({});
  setOwnShortcuts(history, anna, { loop: ["k"] });
  setOwnShortcuts(history, ben, { play: ["b"] });
  setOwnShortcuts(history, anna, { loop: ["j"] });
  expect(ownShortcuts(history, anna.userId)).toEqual({ loop: ["j"] });
  expect(ownShortcuts(history, ben.userId)).toEqual({ play: ["b"] });
  expect(listAudit(history).at(-1)).toMatchObject({ subject: "site setting shortcuts", detail: "of Anna" });
});
