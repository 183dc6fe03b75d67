import { once } from "node:events";
import { expect, test } from "vitest";
import { auditFindings } from "../../core/history/audit-verify.ts";
import { readOrCreateHistoryKey } from "../../core/history/history-key.ts";
import { openDataHistory } from "../../core/history/open-data-history.ts";
import { checkHistory } from "../../core/history/open-history.ts";
import { localClient, startCore } from "../../core/start-core.ts";
import { runCli, startCli, temporaryFolder } from "./run-cli.fixture.ts";
import { coreOptions } from "./with-core.ts";

/** Patients that each of the writers adds. */
const each = 6;

test("two commands and a served workstation write into one history at once: nothing is lost", {
  timeout: 240_000,
}, async () => {
  const data = temporaryFolder();
  const server = startCli(["serve", "--data", data, "--device", "cpu"]);
  await once(server.stdout, "data");
  const core = startCore(coreOptions({ data, device: "cpu" }, 1));
  const client = localClient(core.connect("local"));
  const codes = (writer: string) => Array.from({ length: each }, (_, number) => `${writer}${number}`);
  const command = async (writer: string) => {
    for (const code of codes(writer)) {
      const { exitCode, stderr } = await runCli("patients", "add", "--code", code, "--data", data);
      expect(exitCode, stderr).toBe(0);
    }
  };
  const window = async () => {
    for (const code of codes("w")) {
      const patient = await client.patients.create({ code });
      await client.visits.create({ patientId: patient.id, date: "2026-01-05" });
    }
  };
  await Promise.all([command("a"), command("b"), window()]);
  await core.close();
  server.kill("SIGTERM");
  await once(server, "exit");
  const history = openDataHistory(data, readOrCreateHistoryKey(data));
  const stored = history.database
    .prepare<[], string>("SELECT code FROM patients ORDER BY code")
    .pluck()
    .all();
  expect(stored).toEqual([...codes("a"), ...codes("b"), ...codes("w")].sort());
  expect(history.database.prepare("SELECT count(*) FROM visits").pluck().get()).toBe(each);
  expect(auditFindings(history)).toEqual([]);
  checkHistory(history);
  history.close();
});
