import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sampleDocument } from "../../../main/core/exchange/clinical-document.fixture.ts";
import { readDemographics } from "../../../main/core/exchange/demographics/read-demographics.ts";
import { patientResource } from "../../../main/core/exchange/fhir/patient.ts";
import { readSiteForm } from "../../../main/core/operations/read-site-form.ts";
import { findProgramFolder } from "../../../main/core/program.ts";
import { Demographics } from "../../../shared/domain/demographics.ts";

import type { OpenedKind } from "./kind.ts";
import { mutateBytes, mutateJson, mutateText, oneOf } from "./mutate.ts";

const patient = patientResource(sampleDocument().patient);
const told = [
  'code;name;birthDate;sex\r\nM-1;"Müller, Anna";03.04.1961;w\r\nM-2;Weiß;1950-01-02;male\r\n',
  "Patient ID,Last name,First name,DOB,Gender\nM-1,Müller,Anna,19610403,F\n",
  "id\tname\nM-1\tAnna\n",
  "MSH|^~\\&|A|B|C|D|202601051200||ADT^A04^ADT_A01|1|P|2.5.1||||||UNICODE UTF-8\rEVN|A04|202601051200\rPID|1||M-1^^^H^MR||Müller^Anna^B||19610403|F\r",
  JSON.stringify(patient),
  JSON.stringify({
    resourceType: "Bundle",
    entry: [{ resource: patient }, { resource: { resourceType: "Group" } }],
  }),
];

/** Files that tell who patients are: tables, HL7 messages, FHIR, in several encodings. */
export async function demographics(): Promise<OpenedKind> {
  return {
    input: (random) => {
      const whole = oneOf(random, told);
      const text =
        whole.startsWith("{") && random.uniform() < 0.7
          ? JSON.stringify(mutateJson(JSON.parse(whole), random))
          : mutateText(whole, random);
      const bytes = Buffer.from(text, oneOf(random, ["utf8", "latin1", "utf16le"] as const));
      return random.uniform() < 0.2 ? mutateBytes(bytes, random) : bytes;
    },
    feed: async (input) => {
      const found = Demographics.parse(readDemographics(input, "case"));
      return `${found.form}: ${found.patients.length > 0 ? "patients" : "none usable"}`;
    },
  };
}

/** Forms that a site brings. */
export async function siteForm(): Promise<OpenedKind> {
  const path = join(findProgramFolder(), "resources", "forms", "examination.json");
  const whole = JSON.parse(readFileSync(path, "utf8"));
  return {
    input: (random) => {
      const text = JSON.stringify(mutateJson(whole, random));
      return Buffer.from(random.uniform() < 0.2 ? mutateText(text, random) : text);
    },
    feed: async (input) => readSiteForm("case", Buffer.from(input).toString()).id && "taken",
  };
}
