import { useMutation } from "@tanstack/react-query";
import { FileArchive } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Progress } from "../../../shared/domain/progress.ts";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { saveBlob } from "../../save-blob.ts";
import { today } from "../../today.ts";
import { useWords } from "../../words.ts";

/** Gives the tables of all patients, pseudonymised, to research. */
export function ResearchCard() {
  const { words, say } = useWords();
  const { research } = words.settings;
  const [stage, setStage] = useState<Progress | null>(null);
  const [abort, setAbort] = useState<AbortController | null>(null);
  const save = useMutation({
    mutationFn: async ({ joinable, signal }: { joinable: boolean; signal: AbortSignal }) => {
      for await (const event of await core.research.exportTables({ joinable }, { signal })) {
        if (event.type === "progress") setStage(event);
        else {
          saveBlob(zipOf(event.zipBase64), research.fileName(today()));
          return event;
        }
      }
      throw new Error("The export ended without a result.");
    },
    onSettled: () => setStage(null),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const controller = new AbortController();
    setAbort(controller);
    const joinable = new FormData(event.currentTarget).has("joinable");
    save.mutate({ joinable, signal: controller.signal });
  };
  const { data } = save;
  return (
    <section className="card settings" aria-label={research.title}>
      <header>
        <h2>{research.title}</h2>
      </header>
      <form className="content stack" onSubmit={submit}>
        <p>{research.about}</p>
        <div>
          <label className="check">
            <input type="checkbox" name="joinable" defaultChecked /> {research.joinable}
          </label>
          <p className="muted small">{research.joinableHint}</p>
        </div>
        {save.error && !abort?.signal.aborted && <ProblemNotice problem={toProblem(save.error)} />}
        <div className="beside">
          {save.isPending ? (
            <button type="button" onClick={() => abort?.abort()}>
              {words.frame.cancelDoing(say.stage(stage ?? { stage: "exporting" }))}
            </button>
          ) : (
            <button type="submit">
              <FileArchive size={16} aria-hidden />
              {research.save}
            </button>
          )}
          <span className="muted small" aria-live="polite">
            {data &&
              research.done(
                [
                  say.count(data.patients, "patient"),
                  say.count(data.visits, "visit"),
                  say.count(data.recordings, "recording"),
                ].join(", "),
              )}
          </span>
        </div>
      </form>
    </section>
  );
}

function zipOf(base64: string): Blob {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type: "application/zip" });
}
