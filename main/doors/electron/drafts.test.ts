import { expect, test } from "vitest";
import { maximumDraftLength, maximumDrafts } from "../../../shared/contract/shell.ts";
import { Drafts } from "./drafts.ts";

test("a draft is kept until it is forgotten", () => {
  const drafts = new Drafts();
  drafts.keep("visit:1", "one");
  drafts.keep("visit:1", "two");
  drafts.keep("visit:2", "other");
  expect(drafts.all()).toEqual({ "visit:1": "two", "visit:2": "other" });
  drafts.keep("visit:1", null);
  expect(drafts.all()).toEqual({ "visit:2": "other" });
});

test("a page cannot fill the program's memory with drafts", () => {
  const drafts = new Drafts();
  for (let k = 0; k <= maximumDrafts; k++) drafts.keep(`draft:${k}`, "text");
  expect(Object.keys(drafts.all())).toHaveLength(maximumDrafts);
  expect(drafts.all()).not.toHaveProperty("draft:0");
  drafts.keep("long", "x".repeat(maximumDraftLength + 1));
  expect(drafts.all()).not.toHaveProperty("long");
});
