import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ReportDraft } from "../../../shared/contract/reports.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { Loading } from "../../components/loading.tsx";
import { crumbsOf, Page } from "../../components/page.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { draftOf, forgetDraft, keepDraft } from "../../drafts.ts";
import { toProblem } from "../../problem.ts";
import { reportsChanged, useVisit } from "../../queries.ts";
import { saveBlob } from "../../save-blob.ts";
import { visitKey } from "../../visit-keys.ts";
import { useWords } from "../../words.ts";
import { DraftForm } from "./draft-form.tsx";
import { KeptReports } from "./kept-reports.tsx";
import { PdfPages } from "./pdf-pages.tsx";
import { SignCard } from "./sign-card.tsx";
import { useLater } from "./use-later.ts";
import "./report.css";

/** The report of a visit: what is written at the left, its preview at the right. */
export function ReportScreen({ id }: { id: string }) {
  const { language, words } = useWords();
  const visit = useVisit(id);
  const draft = useQuery({
    queryKey: visitKey(id, "report-draft"),
    queryFn: ({ signal }) => core.reports.draft({ visitId: id, language }, { signal }),
    // what is written here counts, not a later answer
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Loading query={visit} doing={words.reportScreen.reading}>
      {({ patient, visit: found }) => (
        <Loading query={draft} doing={words.reportScreen.reading}>
          {(kept) => <ReportPage patient={patient} visit={found} kept={kept} />}
        </Loading>
      )}
    </Loading>
  );
}

type ReportPageProps = { patient: Patient; visit: Visit; kept: ReportDraft };

const settleMs = 700;

function ReportPage({ patient, visit, kept }: ReportPageProps) {
  const { words, say } = useWords();
  const screen = words.reportScreen;
  const key = `report:${visit.id}`;
  const [opened] = useState(kept);
  const [draft, setDraft] = useState<ReportDraft>(() => JSON.parse(draftOf(key) ?? "null") ?? kept);
  const settled = useLater(draft, settleMs);
  const change = (next: ReportDraft) => {
    keepDraft(key, JSON.stringify(next));
    setDraft(next);
  };
  const save = useMutation({
    mutationFn: (changed: ReportDraft) => core.reports.saveDraft({ visitId: visit.id, draft: changed }),
    onSuccess: (_, saved) => {
      if (draftOf(key) === JSON.stringify(saved)) forgetDraft(key);
    },
  });
  const { mutate } = save;
  useEffect(() => {
    if (settled !== opened) mutate(settled);
  }, [settled, opened, mutate]);
  return (
    <Page
      title={screen.title(say.date(visit.date))}
      patient={patient}
      crumbs={crumbsOf({ words, say }, patient, visit)}
      actions={<HandOut visitId={visit.id} draft={draft} />}
    >
      <div className="report-columns">
        <div className="stack">
          <DraftForm draft={draft} onChange={change} />
          <p className="muted small" role="status">
            {save.isPending ? screen.saving : save.isSuccess ? screen.saved : ""}
          </p>
          {save.error && <ProblemNotice problem={toProblem(save.error)} />}
          <SignCard visitId={visit.id} draft={draft} />
          <KeptReports of={{ visitId: visit.id }} />
        </div>
        <Preview visitId={visit.id} draft={settled} isStale={settled !== draft} />
      </div>
    </Page>
  );
}

/** What leaves the program without a signature: PDF, text, the page for the patient. */
function HandOut({ visitId, draft }: { visitId: string; draft: ReportDraft }) {
  const { words } = useWords();
  const screen = words.reportScreen;
  const { language } = draft;
  // what is handed out is what stands here, saved or not yet
  const keep = () => core.reports.saveDraft({ visitId, draft });
  const pdf = useMutation({
    mutationFn: async () => keep().then(() => core.reports.create({ visitId, language })),
    onSuccess: (written) => {
      saveBlob(written.pdf, written.fileName);
      return reportsChanged();
    },
  });
  const plain = useMutation({
    mutationFn: () => core.reports.plain({ visitId, language }),
    onSuccess: (written) => saveBlob(written.pdf, written.fileName),
  });
  const text = useMutation({
    mutationFn: async () => keep().then(() => core.reports.text({ visitId, language })),
    onSuccess: (found) => navigator.clipboard.writeText(found.text),
  });
  const failed = [pdf, plain, text].find(({ error }) => error)?.error;
  return (
    <>
      <button type="button" disabled={text.isPending} onClick={() => text.mutate()}>
        {text.isSuccess ? screen.copied : screen.copyText}
      </button>
      <button type="button" disabled={plain.isPending} onClick={() => plain.mutate()}>
        {screen.plain}
      </button>
      <button type="button" disabled={pdf.isPending} onClick={() => pdf.mutate()}>
        {screen.savePdf}
      </button>
      {failed && <ProblemNotice problem={toProblem(failed)} />}
    </>
  );
}

type PreviewProps = { visitId: string; draft: ReportDraft; isStale: boolean };

/** The PDF itself, as the draft gives it. */
function Preview({ visitId, draft, isStale }: PreviewProps) {
  const { words } = useWords();
  const screen = words.reportScreen;
  const preview = useQuery({
    queryKey: visitKey(visitId, "report-preview", draft),
    queryFn: ({ signal }) => core.reports.preview({ visitId, draft }, { signal }),
    placeholderData: (previous) => previous,
    gcTime: 0,
  });
  return (
    <section className="card report-preview" aria-label={screen.preview}>
      <header>
        <h2>{screen.preview}</h2>
        <span className="muted small" role="status">
          {(isStale || preview.isFetching) && screen.stale}
        </span>
      </header>
      <Loading query={preview} doing={screen.previewing}>
        {({ pdf }) => <PdfPages pdf={pdf} title={screen.preview} />}
      </Loading>
    </section>
  );
}
