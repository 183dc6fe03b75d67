import { expect, test } from "vitest";
import { sampleDocument } from "../clinical-document.fixture.ts";
import { patientResource } from "../fhir/patient.ts";
import { readDemographics } from "./read-demographics.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (content: string | Uint8Array) =>
  readDemographics(typeof content === "string" ? utf8(content) : content, "a file");
const whyNot = (content: string | Uint8Array) => {
  try {
    read(content);
  } catch (error) {
    return (error as { data: { why: string; file: string } }).data;
  }
  return null;
};

const anna = { code: "M-1", name: "Müller, Anna", birthDate: "1961-04-03", sex: "female", notTaken: [] };

test("a FHIR Patient: the hospital's identifier and the official name before others, old ones never", () => {
  const patient = {
    resourceType: "Patient",
    identifier: [
      { value: "S-9" },
      { use: "old", type: { coding: [{ code: "MR" }] }, value: "M-0" },
      { type: { coding: [{ code: "MR" }] }, value: "M-1" },
    ],
    name: [
      { use: "nickname", text: "Anni" },
      { use: "official", family: "Müller", given: ["Anna"] },
    ],
    birthDate: "1961-04-03",
    gender: "female",
  };
  expect(read(JSON.stringify(patient))).toEqual({ form: "fhir", patients: [anna], unusable: [] });
  const bundle = {
    resourceType: "Bundle",
    entry: [{ resource: { resourceType: "Group" } }, { resource: patient }],
  };
  expect(read(`\uFEFF${JSON.stringify(bundle)}`).patients).toEqual([anna]);
});

test("a file with a mark is told by how it begins, wherever its letters of several bytes lie", () => {
  const patient = { resourceType: "Patient", identifier: [{ value: "M-1" }], text: "" };
  for (const padding of ["", "x"]) {
    const text = JSON.stringify({ ...patient, text: padding + "ü".repeat(3000) });
    expect(read(`\uFEFF${text}`)).toMatchObject({ form: "fhir", patients: [{ code: "M-1" }] });
  }
});

test("what Bulbar writes as FHIR comes back", () => {
  const { patient } = sampleDocument();
  const { code, name, birthDate, sex } = patient;
  expect(read(JSON.stringify(patientResource(patient))).patients).toEqual([
    { code, name, birthDate, sex, notTaken: [] },
  ]);
});

test("a year alone and a sex beside male and female are told and not taken", () => {
  const patient = {
    resourceType: "Patient",
    identifier: [{ value: "1" }],
    birthDate: "1961",
    gender: "other",
  };
  expect(read(JSON.stringify(patient)).patients[0]).toEqual({
    code: "1",
    name: "",
    birthDate: null,
    sex: null,
    notTaken: [
      { field: "birthDate", value: "1961" },
      { field: "sex", value: "other" },
    ],
  });
  const unknown = { ...patient, birthDate: undefined, gender: "unknown" };
  expect(read(JSON.stringify(unknown)).patients[0]!.notTaken).toEqual([]);
});

const adt = (event: string, characterSet = "UNICODE UTF-8", pid = "") =>
  `MSH|^~\\&|KIS|K|Bulbar||20260312||ADT^${event}|1|P|2.5||||||${characterSet}\rEVN|${event}\rPID|${
    pid || "1||S-9^^^A^XX~M-1^^^K^MR||Anni^^^^^^N~Müller&von^Anna^^^^^L||196104030815|F"
  }\rPV1|1\r`;

test.each(["A01", "A04", "A08", "A28", "A31"])("HL7 ADT %s", (event) => {
  expect(read(adt(event))).toEqual({ form: "hl7", patients: [anna], unusable: [] });
});

test("HL7: separators of its own, escapes, MLLP's frame, line feeds, several messages", () => {
  const other = adt("A08").replaceAll("|", "#").replaceAll("^", "!").replaceAll("~", "*");
  const messages = `\u000b${adt("A01").replaceAll("\r", "\r\n")}\u001c\r\u000b${other.replace("M-1", "M-2")}\u001c\r`;
  expect(read(messages).patients.map(({ code, name }) => [code, name])).toEqual([
    ["M-1", "Müller, Anna"],
    ["M-2", "Müller, Anna"],
  ]);
  const escaped = adt("A01", "UNICODE UTF-8", '1||A\\T\\B||O\\S\\B^C||""|O');
  expect(read(escaped).patients[0]).toEqual({
    code: "A&B",
    name: "O^B, C",
    birthDate: null,
    sex: null,
    notTaken: [{ field: "sex", value: "O" }],
  });
});

test("character sets: what MSH-18 names, and without it UTF-8 or the Windows code page", () => {
  const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  expect(read(latin1(adt("A01", "8859/1"))).patients).toEqual([anna]);
  expect(read(latin1(adt("A01", ""))).patients).toEqual([anna]);
  expect(read(adt("A01", "")).patients).toEqual([anna]);
  const polish = latin1(adt("A01", "8859/2").replace("Müller&von", "\u00a3ucja"));
  expect(read(polish).patients[0]!.name).toBe("Łucja, Anna");
});

test.each(["8859/12", "8859/99", "constructor"])(
  "a character set that there is not, %s, is read as none",
  (named) => {
    expect(read(adt("A01", named)).patients).toEqual([anna]);
  },
);

test.each(["constructor", "toString", "__proto__"])(
  "a sex that a table of words does not have: %s",
  (sex) => {
    expect(read(`id;sex\nM-1;${sex}\n`).patients[0]).toMatchObject({
      sex: null,
      notTaken: [{ field: "sex", value: sex }],
    });
  },
);

test("other messages are told by their type", () => {
  expect(whyNot(adt("A40"))).toMatchObject({ file: "a file", why: "demographics-message" });
  expect(whyNot(adt("A01").replace("ADT^A01", "ORU^R01"))).toMatchObject({ facts: { type: "ORU R01" } });
});

test.each([
  ["code,name,birthDate,sex", '"M-1","Müller, Anna",1961-04-03,female'],
  ["Patienten-Nummer;Nachname;Vorname;Geburtsdatum;Geschlecht", "M-1;Müller;Anna;3.4.1961;w"],
  ["MRN\tLast name\tFirst name\tDOB\tSex\tWard", "M-1\tMüller\tAnna\t19610403\tF\tN3"],
])("a table: %s", (header, row) => {
  expect(read(`\uFEFF${header}\r\n${row}\r\n`)).toEqual({ form: "csv", patients: [anna], unusable: [] });
  const utf16 = Buffer.from(`\uFEFF${header}\r\n${row}\r\n`, "utf16le");
  expect(read(new Uint8Array(utf16)).patients).toEqual([anna]);
});

test("a table of several patients: rows without an identifier and second ones are told, the rest is read", () => {
  const table = "id,name,born\nP1,A,1960-02-30\n,B,\np1,C,\nP2,,03/04/1961\n";
  expect(read(table)).toMatchObject({
    patients: [
      { code: "P1", birthDate: null, notTaken: [{ field: "birthDate", value: "1960-02-30" }] },
      { code: "P2", name: "", notTaken: [{ field: "birthDate", value: "03/04/1961" }] },
    ],
    unusable: [
      { entry: 2, reason: "no-code" },
      { entry: 3, reason: "twice" },
    ],
  });
});

test("what is none of these is told", () => {
  expect(whyNot('{"resourceType": "Observation"}')?.why).toBe("demographics-fhir");
  expect(whyNot('{"resourceType": ')?.why).toBe("demographics-fhir");
  expect(whyNot("name,sex\nA,f\n")).toMatchObject({
    why: "demographics-columns",
    facts: { columns: "name, sex" },
  });
  expect(whyNot('id,name\n"P1,A\n')?.why).toBe("demographics-row");
  expect(whyNot("id,name\n")?.why).toBe("demographics-columns");
  expect(whyNot("")?.why).toBe("demographics-columns");
  expect(whyNot(new Uint8Array([0, 1, 2, 255]))?.why).toBe("demographics-columns");
});
