import { once } from "node:events";
import { expect, test } from "vitest";
import { logOnTester } from "../../core/logged-on.fixture.ts";
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
  await logOnTester(client);
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
  const { rows } = await client.patients.list({ query: "" });
  expect(rows.map(({ code }) => code).sort()).toEqual([...codes("a"), ...codes("b"), ...codes("w")].sort());
  expect(rows.filter(({ visits }) => visits === 1)).toHaveLength(each);
  await core.close();
  server.kill("SIGTERM");
  await once(server, "exit");
  for (const command of ["check", "verify"] as const) {
    const noun = command === "check" ? "history" : "audit";
    const { exitCode, stderr } = await runCli(noun, command, "--data", data);
    expect(exitCode, stderr).toBe(0);
  }
});
