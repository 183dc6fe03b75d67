import type { History } from "../../main/core/history/open-history.ts";
import { createPatient } from "../../main/core/history/patients.ts";
import { createVisit } from "../../main/core/history/visits.ts";
import { PatientDetails } from "../../shared/domain/patient.ts";

const familyNames = [
  "Müller",
  "Nowak",
  "Ferrari",
  "García",
  "Öztürk",
  "Weiß",
  "Novák",
  "Jensen",
  "Dubois",
  "Kovács",
];
const givenNames = ["Ada", "Zoë", "Jürgen", "Łucja", "René", "Søren", "Ingrid", "Tomáš", "Ayşe", "Chloé"];

/** Enters `count` patients with no visit up to three each, all in one transaction. */
export function enterManyPatients(history: History, count: number): void {
  const day = (index: number, firstYear: number, years: number) =>
    `${firstYear + (index % years)}-${String(1 + (index % 12)).padStart(2, "0")}-${String(1 + (index % 28)).padStart(2, "0")}`;
  history.database.transaction(() => {
    for (let index = 0; index < count; index++) {
      const { id } = createPatient(
        history,
        PatientDetails.parse({
          code: `ALS-${String(index).padStart(5, "0")}`,
          name: `${familyNames[index % 10]}, ${givenNames[Math.floor(index / 10) % 10]} ${index}`,
          birthDate: day(index, 1935, 50),
          sex: index % 2 === 0 ? "female" : "male",
          onsetDate: day(index, 2018, 7),
          onsetRegion: index % 3 === 0 ? "bulbar" : "spinal",
          diagnosisCode: "als",
        }),
      );
      for (let visit = 0; visit < index % 4; visit++)
        createVisit(history, {
          patientId: id,
          date: day(index + 31 * visit, 2025, 2),
          device: "",
          notes: "",
        });
    }
  })();
}
