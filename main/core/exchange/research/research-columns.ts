import { highestAgeYears } from "./hide.ts";

/** A column of a research export, with what it holds and its unit. */
export type Column = readonly [name: string, about: string];

const patient: Column = ["patient", "random id of the patient"];
const visit: Column = ["visit", "random id of the visit"];
const recording: Column = [
  "recording",
  "random id of the recording; its sound, where given, is audio/<id>.wav",
];
const programVersion: Column = ["program_version", "version of Bulbar that measured"];

/** The tables of a research export and their columns, in order. */
export const researchColumns = {
  patients: [
    patient,
    ["sex", "male, female or empty where not known"],
    ["diagnosis", "als, other, none or unknown"],
    ["onset_region", "bulbar, spinal, respiratory or unknown"],
    ["onset_date", "first symptom; moved"],
    ["visits", "number of visits"],
  ],
  visits: [
    patient,
    visit,
    ["date", "moved"],
    ["days", "days since the patient's first visit"],
    ["age_years", `age at the visit, whole years; ${highestAgeYears} stands for ${highestAgeYears} and more`],
    ["months_since_onset", "months of 30.4375 days since the first symptom"],
    [
      "device",
      "1, 2, 3 ...: the patient's microphones in the order in which they were used; empty where not noted",
    ],
    ["alsfrs_speech", "ALSFRS-R item 1, 0 to 4"],
    ["alsfrs_bulbar", "ALSFRS-R items 1 to 3, 0 to 12"],
    ["alsfrs_total", "ALSFRS-R, 0 to 48"],
    ["alsfrs_mode", "how the ALSFRS-R was taken: in-person, phone, self; empty where not noted"],
    ["avqi", "Acoustic Voice Quality Index of the visit, no unit"],
    ["abi", "Acoustic Breathiness Index of the visit, no unit"],
  ],
  treatments: [
    patient,
    ["kind", "riluzole, edaravone, tofersen, PEG, NIV or other"],
    ["start", "moved"],
    ["end", "moved; empty while it goes on"],
  ],
  recordings: [
    patient,
    visit,
    recording,
    ["task", "speech task"],
    ["passage", "the passage that was read, where it is a known one"],
    ["duration_s", "s"],
    ["sampling_rate_hz", "Hz"],
    ["channels", "number of channels"],
    ["lossy", "whether the codec discards information"],
    ["snr_db", "sound to noise ratio, dB"],
    ["bandwidth_hz", "highest frequency with energy above the noise, Hz"],
    ["quality_flags", "reasons to doubt the recording"],
    ["accepted", "usable, doubtful or unusable by the rule"],
    ["counts", "whether it stands behind the visit's values"],
    ["part_start_s", "start of what was measured, s"],
    ["part_end_s", "end of what was measured, s"],
    ["trimmed", "whether a person kept only a part of the file"],
    ["onsets_by_hand", "whether syllable onsets were placed by a person"],
    programVersion,
  ],
  measures: [
    patient,
    visit,
    recording,
    ["task", "speech task"],
    ["measure", "id of the measure"],
    ["value", "empty where it could not be measured"],
    ["unit", "unit of the value"],
    ["missing", "why there is no value"],
    ["doubts", "why the value is doubtful"],
    programVersion,
  ],
  forms: [
    patient,
    visit,
    ["form", "id of the site's questionnaire or examination"],
    ["field", "id of its field or of its sum"],
    ["value", "number, or score of the answer chosen"],
    ["unit", "UCUM; empty for a score and for a sum"],
  ],
  heard: [
    patient,
    visit,
    recording,
    ["task", "speech task"],
    ["listener", "random; another one for each patient"],
    ["measure", "what the listener gave: scale, or share of words written down rightly"],
    ["value", "0 to 100 on a line, 0 to 3 in steps, %"],
    ["unit", "unit of the value"],
    ["is_repeat", "heard a second time in the same session"],
    ["among_visits", "visits whose recordings were mixed; with 1 the listener was not blind"],
  ],
  answers: [
    patient,
    visit,
    recording,
    ["task", "speech task"],
    ["model", "id of the model"],
    ["version", "version of the model"],
    ["model_sha256", "SHA-256 of the model's file"],
    ["label", "class"],
    ["probability", "0 to 1"],
    ["is_top", "whether it is the most probable class"],
    ["rejected", "whether the answer is below the model's threshold"],
    ["honest_error", "the model's figure on speakers that it has not seen"],
    ["notice", "research use only, not for diagnosis"],
  ],
} as const satisfies Record<string, readonly Column[]>;

export type ResearchTable = keyof typeof researchColumns;
export const researchTables = Object.keys(researchColumns) as ResearchTable[];

/** What lies in the folder, told to who gets it. */
export function researchReadme(about: {
  programVersion: string;
  hasSound: boolean;
  isJoinable: boolean;
}): string {
  const tables = researchTables.map((table) => {
    const columns: readonly Column[] = researchColumns[table];
    return [`## ${table}.csv`, "", ...columns.map(([name, what]) => `- \`${name}\`: ${what}`), ""].join("\n");
  });
  return `# Research export of Bulbar ${about.programVersion}

**Research use only, not for diagnosis.**

Pseudonymised: ids are random, every date of a patient is moved by the same number of days (100 to 200 years), so that
intervals stay; birth dates, names, hospital codes, notes, diagnoses in words, names of devices, of files and of
treatments, and reasons that clinicians wrote are left out. ${
    about.isJoinable
      ? "The key to the ids lies in the history that this comes from: later exports of it can be joined with this one."
      : "Nothing leads back, and nothing joins this with another export."
  }

${
  about.hasSound
    ? `**The sounds are voices, and a voice identifies a person.** This folder is not anonymous: keep it as you would keep
names. audio/<recording>.wav: 16-bit PCM, one channel (the one that was measured), native sampling rate, no metadata.`
    : "No sound is given: a voice identifies a person."
}

CSV by RFC 4180 in UTF-8, numbers with a decimal point; lists in a cell are separated by a space; text that a spreadsheet
would run as a formula begins with an apostrophe.

${tables.join("\n")}`;
}
