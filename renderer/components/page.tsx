import { type ReactNode, useRef } from "react";
import { Link } from "wouter";
import type { Patient } from "../../shared/domain/patient.ts";
import type { Visit } from "../../shared/domain/visit.ts";
import type { Speaker } from "../speaker.ts";
import { useWords } from "../words.ts";
import { PatientBanner } from "./patient-banner.tsx";
import { useKeptScroll } from "./use-kept.ts";

type Crumb = { name: string; href: string };

/** The way back from a visit of a patient, or with `visit` from what is beneath it. */
export function crumbsOf(
  { words, say }: Pick<Speaker, "words" | "say">,
  patient: Pick<Patient, "id" | "name" | "code">,
  visit?: Pick<Visit, "id" | "date">,
): Crumb[] {
  const toPatient = { name: patient.name || patient.code, href: `/patients/${patient.id}` };
  const above = [{ name: words.frame.patients, href: "/" }, toPatient];
  return visit
    ? [...above, { name: words.visit.title(say.date(visit.date)), href: `/visits/${visit.id}` }]
    : above;
}

type PageProps = {
  title: ReactNode;
  /** Given wherever patient data is shown; the banner never scrolls away. */
  patient?: Patient;
  crumbs?: Crumb[];
  actions?: ReactNode;
  /** Leaves the height to the content: one line for the patient, one for place, title and actions. */
  compact?: boolean;
  children: ReactNode;
};

/** One screen: banner, way back, title with its actions, content. */
export function Page({ title, patient, crumbs = [], actions, compact = false, children }: PageProps) {
  const body = useRef<HTMLDivElement>(null);
  useKeptScroll(body);
  return (
    <div className={compact ? "page compact" : "page"}>
      {patient && <PatientBanner patient={patient} />}
      <div className="page-body" ref={body}>
        <header className="page-head">
          <div>
            {crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
            <h1>{title}</h1>
          </div>
          {actions && <div className="actions">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}

function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  const { frame } = useWords().words;
  return (
    <nav className="crumbs" aria-label={frame.whereYouAre}>
      {crumbs.map(({ name, href }) => (
        <span key={href}>
          <Link href={href}>{name}</Link> ›
        </span>
      ))}
    </nav>
  );
}
