import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { securityHeaders } from "../../../main/doors/app-request.ts";
import { writeVoice } from "../../../main/doors/cli/run-cli.fixture.ts";
import { freshDataFolder, type OpenShell, openShell } from "./open-shell.fixture.ts";

// One visit in the built shell on the fake Electron; each test goes on where the one before ended.

const dataFolder = freshDataFolder();
let shell: OpenShell;

beforeAll(async () => {
  shell = await openShell({ dataFolder });
});
afterAll(async () => {
  await shell?.close();
});

test("the pages come by our own scheme with the policy of the server, and talk to the core through a port", async () => {
  const page = await shell.page();
  await page.getByText("No patients yet").waitFor();
  const policy = await page.evaluate(async () => (await fetch("/")).headers.get("content-security-policy"));
  expect(policy).toBe(securityHeaders["content-security-policy"]);
  await page.getByRole("button", { name: "New patient" }).click();
  await page.getByLabel("Patient id").fill("SHELL-1");
  await page.getByLabel("Name", { exact: true }).fill("Nowhere, Ludmila");
  await page.getByRole("button", { name: "Add patient" }).click();
  await page.getByRole("button", { name: "New visit" }).click();
  await page.getByRole("button", { name: "Add visit" }).click();
  await page.getByText("No recordings yet").waitFor();
});

test("a recording is imported, measured and answered by the models", async () => {
  const page = await shell.page();
  await page.getByLabel("Recordings").setInputFiles([writeVoice(dataFolder, "vowel-a")]);
  await page.getByRole("link", { name: "Sustained /a/" }).click();
  await page.getByRole("cell", { name: /pitch \(F0 mean\)/ }).waitFor();
  await page.locator(".prediction").first().getByText("measured error").waitFor();
});

test("the report is saved as PDF", async () => {
  const page = await shell.page();
  await page.getByRole("link", { name: /^Visit of/ }).click();
  await page.getByRole("button", { name: "Make report" }).click();
  const { name, path } = await shell.told("downloaded");
  const pdf = await readFile(path);
  expect(name).toMatch(/\.pdf$/);
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
});
