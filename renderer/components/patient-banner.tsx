import { useEffect, useRef } from "react";
import { ageAt } from "../../shared/domain/calendar.ts";
import type { Patient } from "../../shared/domain/patient.ts";
import { today } from "../today.ts";

/** Who this is, above everything that is shown of the patient. */
export function PatientBanner({ patient }: { patient: Patient }) {
  const banner = useRef<HTMLElement>(null);
  useEffect(() => keepDrawersBelow(banner.current), []);
  return (
    <section className="patient-banner" aria-label="Patient" ref={banner}>
      <strong>{patient.name || patient.code}</strong>
      <dl>
        {patientFacts(patient).map(([term, fact]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
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

function patientFacts(patient: Patient): [string, string][] {
  const { code, birthDate, sex, onsetDate, onsetRegion, diagnosis } = patient;
  const facts: [string, string | null][] = [
    ["id", code],
    ["born", birthDate ? `${birthDate} (${ageAt(birthDate, today())} years)` : "not entered"],
    ["sex", sex ?? "not entered"],
    ["onset", [onsetRegion === "unknown" ? null : onsetRegion, onsetDate].filter(Boolean).join(", ") || null],
    ["diagnosis", diagnosis || null],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}
