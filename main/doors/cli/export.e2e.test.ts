import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { runCli, temporaryFolder, writeVoice } from "./run-cli.fixture.ts";

const folder = temporaryFolder();
const data = join(folder, "data");
let visit = "";

beforeAll(async () => {
  await runCli("patients", "add", "--code", "P=1", "--name", "Muster, Anna", "--data", data);
  const added = await runCli("visits", "add", "--patient", "P=1", "--date", "2026-03-12", "--data", data);
  visit = added.stdout.trim();
  await runCli("visits", "import", writeVoice(folder, "ddk-pa"), "--visit", visit, "--data", data);
});

const exported = async (format: string, name: string) => {
  const out = join(folder, name);
  const result = await runCli("export", "--visit", visit, "--format", format, "--out", out, "--data", data);
  expect(result).toMatchObject({ exitCode: 0, stdout: `${out}\n`, stderr: "" });
  return readFileSync(out);
};

test("a visit as FHIR, HL7, DICOM, CSV and JSON: the numbers of visits show, and a row in the trail each", async () => {
  const shown = JSON.parse((await runCli("visits", "show", visit, "--json", "--data", data)).stdout);
  const { schemaVersion, programVersion, notice, ...json } = JSON.parse(
    (await exported("json", "x.json")).toString(),
  );
  expect(json).toEqual(shown);
  const rate = shown.findings.find(({ measure }: { measure: string }) => measure === "ddk-rate");
  const fhir = JSON.parse((await exported("fhir", "x.fhir.json")).toString());
  const observations = fhir.entry.flatMap(({ resource }: { resource: { resourceType: string } }) =>
    resource.resourceType === "Observation" ? [resource] : [],
  );
  expect(observations).toHaveLength(shown.findings.length);
  const observed = observations.find(({ code }: { code: { text: string } }) => code.text === "ddk-rate");
  expect(observed.valueQuantity).toMatchObject({ value: rate.value, code: "/s" });
  expect((await exported("hl7", "x.hl7")).toString()).toMatch(
    /^MSH\|.*\rPID\|1\|\|P=1\^\^\^\^PI\|\|Muster\^Anna/s,
  );
  expect((await exported("dicom", "x.dcm")).subarray(128, 132).toString()).toBe("DICM");
  expect((await exported("csv", "x.csv")).toString()).toContain(`ddk-rate,ddk-pa,${rate.value},1/s`);
  const trail = JSON.parse((await runCli("audit", "list", "--json", "--data", data)).stdout);
  const rows = trail.filter(
    ({ subject, action }: Record<string, string>) => subject === `visit ${visit}` && action === "export",
  );
  expect(rows.map(({ detail }: { detail: string }) => detail)).toEqual([
    "json",
    "fhir",
    "hl7",
    "dicom",
    "csv",
  ]);
});

test("without --out it takes its own name, a folder that is not there is made; what is not there is told", async () => {
  const before = process.cwd();
  process.chdir(folder);
  const named = await runCli("export", "--visit", visit, "--format", "csv", "--data", data).finally(() =>
    process.chdir(before),
  );
  expect(named.stdout).toBe("bulbar-P_1-2026-03-12.csv\n");
  expect(existsSync(join(folder, "bulbar-P_1-2026-03-12.csv"))).toBe(true);
  expect((await exported("csv", "new/below/x.csv")).toString()).toContain("ddk-rate");
  const missing = await runCli("export", "--visit", "none", "--format", "fhir", "--data", data);
  expect(missing).toMatchObject({ exitCode: 1, stdout: "" });
  expect(missing.stderr).toContain("[not-found]");
  const unknown = await runCli("export", "--visit", visit, "--format", "xml", "--data", data);
  expect(unknown.exitCode).toBe(2);
});

test("sent to where an administrator lets it be sent; what is not accepted is told, kept and tried again", async () => {
  const nowhere = await runCli("export", "--visit", visit, "--send", "hl7", "--data", data);
  expect(nowhere).toMatchObject({ exitCode: 1, stdout: "" });
  expect(nowhere.stderr).toContain("An administrator enters it");
  expect((await runCli("export", "--visit", visit, "--data", data)).exitCode).toBe(2);
  const settings = JSON.parse((await runCli("exchange", "settings", "--data", data)).stdout);
  const file = join(folder, "settings.json");
  const drop = join(folder, "in");
  writeFileSync(file, JSON.stringify({ ...settings, dropFolder: drop }));
  await runCli("exchange", "settings", "--set", file, "--data", data);
  const kept = await runCli("export", "--visit", visit, "--send", "drop", "--data", data);
  expect(kept.exitCode).toBe(1);
  expect(kept.stdout).toMatch(
    /^drop [0-9a-f]{20}: waiting\. The folder that messages are put into is not there\./,
  );
  mkdirSync(drop);
  const tried = await runCli("exchange", "retry", "--json", "--data", data);
  const [entry] = JSON.parse(tried.stdout);
  expect(entry).toMatchObject({ state: "accepted", attempts: 2, failure: null });
  expect(readdirSync(drop)).toEqual([`bulbar-${entry.messageId}.hl7`]);
  const listed = await runCli("exchange", "list", "--language", "de", "--data", data);
  expect(listed.stdout).toContain("angenommen");
});
