import { useEffect, useRef } from "react";
import { ageAt } from "../../shared/domain/calendar.ts";
import type { Patient } from "../../shared/domain/patient.ts";
import { sayDiagnosis } from "../../shared/words/say-diagnosis.ts";
import type { Speaker } from "../speaker.ts";
import { today } from "../today.ts";
import { useWords } from "../words.ts";

/** Who this is, above everything that is shown of the patient. */
export function PatientBanner({ patient }: { patient: Patient }) {
  const banner = useRef<HTMLElement>(null);
  const speaker = useWords();
  useEffect(() => keepDrawersBelow(banner.current), []);
  return (
    <section className="patient-banner" aria-label={speaker.words.frame.patient} ref={banner}>
      <strong title={patient.name || patient.code}>{patient.name || patient.code}</strong>
      <dl>
        {patientFacts(patient, speaker).map(([term, fact]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd title={fact}>{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function keepDrawersBelow(banner: HTMLElement | null) {
  if (!banner) return;
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() =>
    style.setProperty("--banner-bottom", `${banner.getBoundingClientRect().bottom}px`),
  );
  observer.observe(banner);
  return () => {
    observer.disconnect();
    style.removeProperty("--banner-bottom");
  };
}

function patientFacts(patient: Patient, speaker: Speaker): [string, string][] {
  const { frame, general } = speaker.words;
  const { say } = speaker;
  const { code, birthDate, sex, onsetDate, onsetRegion, diagnosisCode, diagnosis } = patient;
  const onset = [
    onsetRegion === "unknown" ? null : general.onsetRegion[onsetRegion],
    onsetDate && say.date(onsetDate),
  ];
  const facts: [string, string | null][] = [
    [frame.banner.id, code],
    [
      frame.banner.born,
      birthDate ? frame.bornOn(say.date(birthDate), ageAt(birthDate, today())) : frame.notEntered,
    ],
    [frame.banner.sex, sex ? general.sex[sex] : frame.notEntered],
    [frame.banner.onset, onset.filter(Boolean).join(", ") || null],
    [frame.banner.diagnosis, sayDiagnosis(diagnosisCode, diagnosis, speaker.language)],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}
