import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, temporaryFolder } from "./run-cli.fixture.ts";

test("demographics of a file are shown before they are taken; what it does not tell stays", async () => {
  const folder = temporaryFolder();
  const data = join(folder, "data");
  const file = join(folder, "patients.csv");
  writeFileSync(
    file,
    "id;name;geburtsdatum;geschlecht\nP1;Muster, Anna;3.4.1961;w\nP2;Neu, Ben;;divers\n;Ohne;;\n",
  );
  const listed = async () => JSON.parse((await runCli("patients", "list", "--json", "--data", data)).stdout);
  await runCli("patients", "add", "--code", "P1", "--sex", "female", "--diagnosis", "ALS", "--data", data);

  const shown = await runCli("patients", "read", file, "--data", data);
  expect(shown.stdout).toMatch(/P1 .*changes name, birth date/);
  expect(shown.stdout).toMatch(/P2 .*new +sex: divers/);
  expect(shown.stdout).toContain("entry 3: has no identifier");
  expect(shown.stdout).toContain("Nothing was taken yet");
  expect(await listed()).toHaveLength(1);

  expect((await runCli("patients", "read", file, "--take", "--data", data)).exitCode).toBe(0);
  const taken = Object.fromEntries((await listed()).map((row: { code: string }) => [row.code, row]));
  expect(taken.P1).toMatchObject({
    name: "Muster, Anna",
    birthDate: "1961-04-03",
    sex: "female",
    diagnosis: "ALS",
  });
  expect(taken.P2).toMatchObject({ name: "Neu, Ben", birthDate: null, sex: null });

  const again = JSON.parse((await runCli("patients", "read", file, "--json", "--data", data)).stdout);
  expect(again.patients.map(({ changes }: { changes: string[] }) => changes)).toEqual([[], []]);

  writeFileSync(file, "name\nA\n");
  const refused = await runCli("patients", "read", file, "--language", "de", "--data", data);
  expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
  expect(refused.stderr).toContain("patients.csv: hat keine Spalte mit einer Kennung");
});
