import { BulbarError } from "../../../../shared/domain/error.ts";
import { unescaped } from "../hl7/encoding.ts";
import { type ParsedMessage, parseMessage, type Segment } from "../hl7/parse.ts";
import { joinedName } from "../person-name.ts";
import type { ToldPatient } from "./found-patient.ts";

/** Messages that tell who a patient is: admission, registration, update. */
const events = ["A01", "A04", "A08", "A28", "A31"];

/**
 * The patients of HL7 version 2 messages, one after the other, also as MLLP or a batch frames them.
 * @throws BulbarError invalid-input for a message of another type
 */
export function hl7Patients(text: string): ToldPatient[] {
  const messages = text
    .replaceAll("\u000b", "")
    .replaceAll("\u001c", "")
    .split(/(?=^MSH)/m);
  return messages.flatMap((one) => {
    const message = parseMessage(one);
    return message ? [told(message)] : [];
  });
}

function told(message: ParsedMessage): ToldPatient {
  const type = message.segment("MSH")?.repetitions(9)[0] ?? [];
  const event = type[1] || message.segment("EVN")?.field(1) || "";
  const identification = message.segment("PID");
  if (type[0] !== "ADT" || !events.includes(event) || !identification)
    throw new BulbarError("invalid-input", {
      why: "demographics-message",
      facts: { type: [type[0], event].filter(Boolean).join(" "), events: events.join(", ") },
    });
  return {
    code: codeOf(identification),
    name: nameOf(identification),
    birthDate: toldIn(identification, 7),
    sex: toldIn(identification, 8).replace(/^U$/, ""),
  };
}

/** Two quotes stand where a value was deleted. */
const toldIn = (segment: Segment, number: number): string => segment.field(number).replace(/^""$/, "");

/** PID-3: a medical record number or internal identifier before another one; PID-2 where there is none. */
function codeOf(identification: Segment): string {
  const all = identification.repetitions(3).filter(([id]) => id);
  const ofHospital = all.find(([, , , , type]) => type === "MR" || type === "PI");
  return unescaped((ofHospital ?? all[0] ?? identification.repetitions(2)[0])?.[0] ?? "");
}

/** PID-5: the legal name, else the first; the family name may bring its own parts (`&`). */
function nameOf(identification: Segment): string {
  const all = identification.repetitions(5).filter(([family, given]) => family || given);
  const [family = "", given = "", middle = ""] = all.find((name) => name[6] === "L") ?? all[0] ?? [];
  const givenNames = [given, middle].map(unescaped).filter(Boolean).join(" ");
  return joinedName({ family: unescaped(family.split("&")[0] ?? ""), given: givenNames });
}
