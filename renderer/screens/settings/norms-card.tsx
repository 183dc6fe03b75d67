import { useMutation, useQuery } from "@tanstack/react-query";
import type { SiteNormsSummary } from "../../../shared/domain/site-norms.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { TableScroll } from "../../components/table-scroll.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { queryClient } from "../../queries.ts";
import { saveBlob } from "../../save-blob.ts";
import { useWords } from "../../words.ts";
import { JsonFileField } from "./json-file-field.tsx";

const siteNormsKey = ["site-norms"];

/** The site's own norms: what stands, the file of others, the program's to begin with. */
export function NormsCard() {
  const { settings } = useWords().words;
  const said = settings.norms;
  const found = useQuery({
    queryKey: siteNormsKey,
    queryFn: ({ signal }) => core.site.norms(undefined, { signal }),
  });
  // what stands on any page may be judged otherwise now
  const onSuccess = () => queryClient.invalidateQueries();
  const load = useMutation({
    mutationFn: async (file: File) => core.site.setNorms({ fileName: file.name, json: await file.text() }),
    onSuccess,
  });
  const remove = useMutation({ mutationFn: () => core.site.removeNorms(), onSuccess });
  const example = useMutation({ mutationFn: saveProgramNorms });
  const problem = load.error ?? remove.error ?? example.error;
  return (
    <section className="card settings" aria-label={said.title}>
      <header>
        <h2>{said.title}</h2>
      </header>
      <div className="content stack">
        <p className="muted small">{said.about}</p>
        <Loading query={found} doing={settings.asking}>
          {(norms) => (norms ? <Loaded norms={norms} onRemove={remove.mutate} /> : <p>{said.none}</p>)}
        </Loading>
        <JsonFileField label={said.load} disabled={load.isPending} onFile={load.mutate} />
        {problem && <ProblemNotice problem={toProblem(problem)} />}
        <div className="actions">
          <button type="button" onClick={() => example.mutate()}>
            {said.example}
          </button>
        </div>
      </div>
    </section>
  );
}

const lists = ["norms", "typical", "measurementError"] as const;

/** The site's file: which measures it judges, by whose figures. */
function Loaded({ norms, onRemove }: { norms: SiteNormsSummary; onRemove: () => void }) {
  const { words, say } = useWords();
  const { columns, ...said } = words.settings.norms;
  return (
    <>
      <p>{said.loaded(norms.fileName, say.date(norms.loadedAt.slice(0, 10)))}</p>
      {lists
        .filter((list) => norms[list].length > 0)
        .map((list) => (
          <details key={list}>
            <summary>
              {said.lists[list]} ({norms[list].length})
            </summary>
            <TableScroll>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{columns.measure}</th>
                    <th scope="col">{columns.tasks}</th>
                    <th scope="col">{columns.source}</th>
                  </tr>
                </thead>
                <tbody>
                  {norms[list].map(({ measure, tasks, source, population }, k) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and do not move
                    <tr key={k}>
                      <th scope="row">{say.measureName(measure)}</th>
                      <td>{say.list(tasks.map(say.taskShort))}</td>
                      <td className="small">
                        {source}; {population}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableScroll>
          </details>
        ))}
      <div className="actions">
        <ConfirmButton
          question={said.removeQuestion(norms.fileName)}
          confirm={said.remove}
          onConfirm={onRemove}
        >
          {said.remove}
        </ConfirmButton>
      </div>
    </>
  );
}

async function saveProgramNorms(): Promise<void> {
  const { json } = await core.site.programNorms();
  saveBlob(new Blob([json], { type: "application/json" }), "norms.json");
}
