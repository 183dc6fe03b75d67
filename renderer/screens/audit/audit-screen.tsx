import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { csv } from "../../charts/csv.ts";
import { Page } from "../../components/page.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { saveBlob } from "../../save-blob.ts";
import { today } from "../../today.ts";
import { useWords } from "../../words.ts";
import { AuditRows } from "./audit-rows.tsx";
import { TrailCheck } from "./trail-check.tsx";
import "./audit.css";

/** Who did what and when; whether the trail is whole; the whole of it as a file. */
export function AuditScreen() {
  const { audit } = useWords().words;
  return (
    <Page title={audit.title} actions={<SaveTrail />}>
      <p className="muted">{audit.introduction}</p>
      <TrailCheck />
      <AuditRows />
    </Page>
  );
}

const columns = ["number", "at", "actor", "action", "patientId", "subject", "detail", "sha256"] as const;

function SaveTrail() {
  const { audit } = useWords().words;
  const save = useMutation({
    mutationFn: async () => {
      const rows = await core.audit.export();
      const text = csv(
        [...columns],
        rows.map((row) => columns.map((column) => row[column])),
      );
      saveBlob(new Blob([text], { type: "text/csv" }), audit.fileName(today()));
    },
  });
  return (
    <>
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      <button type="button" disabled={save.isPending} onClick={() => save.mutate()}>
        <Download size={16} aria-hidden />
        {audit.save}
      </button>
    </>
  );
}
