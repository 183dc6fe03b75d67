import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { acrossVisitsKey, recordingOfKnownVisit, visitKey, visitsKey, wholeVisitKey } from "./visit-keys.ts";

const of = (id: string) => ({
  recordings: [{ id: `${id}-a` }, { id: `${id}-b` }],
  visit: { id },
  patient: { id: "p" },
});

test("a recording is found in the visit that was answered, whatever else about visits is known", () => {
  const client = new QueryClient();
  client.setQueryData([...visitsKey, "of another shape"], { due: [] });
  for (const what of ["worklist", "reports", "comparison"] as const)
    client.setQueryData(acrossVisitsKey(what), { due: [] });
  for (const part of ["findings", "thumbnails", "report-draft", "report-preview"] as const)
    client.setQueryData(visitKey("v1", part), [{ recordings: null }]);
  expect(recordingOfKnownVisit(client, "v1-b")).toBeUndefined();

  client.setQueryData(visitKey("v0", "record"), of("v0"));
  client.setQueryData(visitKey("v1", "record"), of("v1"));
  expect(recordingOfKnownVisit(client, "v1-b")).toEqual({
    recording: { id: "v1-b" },
    visit: { id: "v1" },
    patient: { id: "p" },
  });
  expect(recordingOfKnownVisit(client, "v2-a")).toBeUndefined();
});

test("what is asked about a visit goes stale with it, what is asked about another does not", async () => {
  const client = new QueryClient();
  const keys = [
    visitKey("v0", "record"),
    visitKey("v1", "record"),
    visitKey("v1", "report-preview", { text: "" }),
  ];
  for (const key of keys) client.setQueryData<object>(key, of("v"));
  await client.invalidateQueries({ queryKey: wholeVisitKey("v1") });
  expect(keys.map((key) => client.getQueryState(key)?.isInvalidated)).toEqual([false, true, true]);
  await client.invalidateQueries({ queryKey: visitsKey });
  expect(client.getQueryState(visitKey("v0", "record"))?.isInvalidated).toBe(true);
});
