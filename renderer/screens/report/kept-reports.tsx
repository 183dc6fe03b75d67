import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { longestConclusion, type StoredReport } from "../../../shared/domain/report.ts";
import { Drawer } from "../../components/drawer.tsx";
import { Field } from "../../components/field.tsx";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { useReports } from "../../queries.ts";
import { saveBlob } from "../../save-blob.ts";
import { useWords } from "../../words.ts";
import { SignForm } from "./sign-card.tsx";
import "./report.css";

/** What was signed or handed out of a visit or a patient, newest first. */
export function KeptReports({ of }: { of: { visitId: string } | { patientId: string } }) {
  const reports = useReports(of);
  const screen = useWords().words.reportScreen;
  return (
    <section className="card" aria-label={screen.kept}>
      <header>
        <h2>{screen.kept}</h2>
      </header>
      <Loading query={reports} doing={screen.reading}>
        {(kept) =>
          kept.length === 0 ? (
            <p className="content muted">{screen.none}</p>
          ) : (
            <ul className="kept-reports">
              {kept.map((report) => (
                <KeptReport key={report.id} report={report} />
              ))}
            </ul>
          )
        }
      </Loading>
    </section>
  );
}

function KeptReport({ report }: { report: StoredReport }) {
  const { words, say } = useWords();
  const { reportScreen: screen, report: said } = words;
  const { id, kind, signature, createdAt, sha256 } = report;
  const [isAdding, setAdding] = useState(false);
  const open = useMutation({
    mutationFn: () => core.reports.get({ id }),
    onSuccess: ({ pdf, fileName }) => saveBlob(pdf, fileName),
  });
  const verify = useMutation({ mutationFn: () => core.reports.verify({ id }) });
  const at = signature?.signedAt ?? createdAt;
  const moment = said.signature.moment(say.date(at.slice(0, 10)), at.slice(11, 16));
  const isGood = verify.data?.unchanged && verify.data.signature?.valid !== false;
  const good = signature ? screen.valid : screen.unsignedUnchanged;
  return (
    <li>
      <div>
        <strong>{screen.kinds[kind]}</strong> <span className="muted small">{moment}</span>
      </div>
      {signature && (
        <div className="small">{screen.by(signature.signer, said.signature.meanings[signature.meaning])}</div>
      )}
      <div className="muted small" title={sha256}>
        SHA-256 {sha256.slice(0, 16)}…
      </div>
      <div className="actions">
        <button type="button" className="small" onClick={() => open.mutate()}>
          {screen.open}
        </button>
        <button type="button" className="small" onClick={() => verify.mutate()}>
          {screen.verify}
        </button>
        {kind === "signed" && (
          <button type="button" className="small" onClick={() => setAdding(true)}>
            {screen.addTo}
          </button>
        )}
      </div>
      {verify.data && (
        <div className="small" role="status">
          {isGood ? good : screen.invalid}
        </div>
      )}
      {[open.error, verify.error].map(
        (error) => error && <ProblemNotice key={String(error)} problem={toProblem(error)} />,
      )}
      {isAdding && (
        <Drawer title={screen.addendum} onClose={() => setAdding(false)}>
          <AddendumForm id={id} onSigned={() => setAdding(false)} />
        </Drawer>
      )}
    </li>
  );
}

function AddendumForm({ id, onSigned }: { id: string; onSigned: () => void }) {
  const { language, words } = useWords();
  const screen = words.reportScreen;
  const [text, setText] = useState("");
  return (
    <div className="stack">
      <p className="muted small">{screen.addendumHint}</p>
      <Field label={screen.addendum}>
        <textarea
          rows={6}
          maxLength={longestConclusion}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </Field>
      <SignForm
        submit={screen.signAddendum}
        sign={(meaning) => core.reports.addAddendum({ id, text, language, meaning })}
        onSigned={onSigned}
      />
    </div>
  );
}
