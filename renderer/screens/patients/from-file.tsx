import { useMutation } from "@tanstack/react-query";
import { FileInput } from "lucide-react";
import { useRef } from "react";
import type { ReadDemographics } from "../../../shared/contract/patients.ts";
import { base64Of } from "../../base64-of.ts";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";
import "./from-file.css";

export type FoundPatient = ReadDemographics["patients"][number];

/** Reads who patients are from a file, shows them, and hands the chosen one to the form: nothing is stored here. */
export function FromFile({ onChosen }: { onChosen: (patient: FoundPatient) => void }) {
  const { fromFile } = useWords().words.patients;
  const input = useRef<HTMLInputElement>(null);
  const read = useMutation({
    mutationFn: async (file: File) =>
      core.patients.read({ fileName: file.name, fileBase64: await base64Of(file) }),
  });
  return (
    <div className="stack from-file">
      <div>
        <button type="button" disabled={read.isPending} onClick={() => input.current?.click()}>
          <FileInput size={15} aria-hidden />
          {fromFile.choose}
        </button>
      </div>
      <span className="muted small">{fromFile.hint}</span>
      <input
        ref={input}
        type="file"
        accept=".json,.hl7,.txt,.csv"
        hidden
        aria-label={fromFile.choose}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) read.mutate(file);
          target.value = "";
        }}
      />
      {read.error && <ProblemNotice problem={toProblem(read.error)} />}
      {read.data && <Found found={read.data} onChosen={onChosen} />}
    </div>
  );
}

function Found({ found, onChosen }: { found: ReadDemographics; onChosen: (patient: FoundPatient) => void }) {
  const { words, say } = useWords();
  const { general, patients, errorFacts, commandLine } = words;
  const { fromFile } = patients;
  const told = ({ name, birthDate, sex }: FoundPatient) =>
    [name, birthDate && say.date(birthDate), sex && general.sex[sex]].filter(Boolean).join(" · ");
  return (
    <ul className="found-patients" aria-label={fromFile.found}>
      {found.patients.map((one) => (
        <li key={one.code} className="beside">
          <button type="button" onClick={() => onChosen(one)}>
            {one.code}
          </button>
          <span>
            {told(one)}
            {one.patientId && <em className="muted small"> {fromFile.known}</em>}
            {one.notTaken.map(({ field, value }) => (
              <em key={field} className="muted small">
                {" "}
                {fromFile.notTaken(errorFacts.fields[field], value)}
              </em>
            ))}
          </span>
        </li>
      ))}
      {found.unusable.map(({ entry, reason }) => (
        <li key={entry} className="muted small">
          {commandLine.demographics.unusable(String(entry), commandLine.demographics.reasons[reason])}
        </li>
      ))}
    </ul>
  );
}
