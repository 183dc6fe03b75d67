import { Pencil } from "lucide-react";
import type { Aligned, Alignment } from "../../../shared/domain/alignment.ts";
import { csv } from "../../charts/csv.ts";
import { ExportMenu } from "../../components/export-menu.tsx";
import { useWords } from "../../words.ts";
import type { WordEditor } from "./use-word-editor.ts";

/** The words of a reading: how many were said, which were left out, and when; or why they could not be aligned. */
export function WordsCard({ editor, fileName }: { editor: WordEditor; fileName: string }) {
  const { alignment, byHand, edit, start } = editor;
  const { findings, recording } = useWords().words;
  const screen = recording.words;
  return (
    <section className="card" aria-label={screen.title}>
      <header>
        <h2>{screen.title}</h2>
        <span className="tag">{screen.experimental}</span>
        {byHand && <span className="tag by-hand">{findings.placedByHand}</span>}
        {alignment.status === "aligned" && (
          <div className="actions">
            {!edit && (
              <button type="button" onClick={start}>
                <Pencil size={15} aria-hidden />
                {screen.correct}
              </button>
            )}
            <ExportMenu
              what={screen.export}
              fileName={`${fileName}-${screen.fileName}`}
              csv={() => wordsCsv(alignment)}
            />
          </div>
        )}
      </header>
      <div className="content">
        {alignment.status === "aligned" ? (
          <AlignedText alignment={alignment} />
        ) : (
          <NotAligned why={alignment} />
        )}
        <p className="small muted">{screen.limits}</p>
      </div>
    </section>
  );
}

function NotAligned({ why: { why, unknownWords } }: { why: Extract<Alignment, { status: "not-aligned" }> }) {
  const { notAligned } = useWords().words.recording.words;
  return <p>{why === "unknown-words" ? notAligned[why](unknownWords.join(", ")) : notAligned[why]}</p>;
}

function AlignedText({ alignment: { words: said, skipped } }: { alignment: Aligned }) {
  const { words, say } = useWords();
  const screen = words.recording.words;
  const indices = new Set(said.map(({ index }) => index));
  return (
    <>
      <p className="muted small">{screen.count(indices.size, indices.size + skipped.length)}</p>
      <p className="read-text">
        {said.map(({ text, manner, startSeconds, endSeconds }, k) => {
          const told = manner === "read" ? "" : `, ${screen.manner[manner]}`;
          const title = `${say.number(startSeconds, 2)}-${say.number(endSeconds, 2)} s${told}`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: words are known by their place
            <span key={k} className={`read-word ${manner}`} title={title}>
              {text}
              {told && <span className="visually-hidden">{told}</span>}{" "}
            </span>
          );
        })}
      </p>
      {skipped.length > 0 && <p>{screen.skipped(skipped.map(({ text }) => text).join(", "))}</p>}
    </>
  );
}

/** The words and their phones as rows. */
function wordsCsv({ words }: Aligned): string {
  return csv(
    ["word", "word_of_text", "manner", "phone", "start_s", "end_s", "score_nats_per_frame"],
    words.flatMap(({ text, index, manner, phones }) =>
      phones.map(({ phone, startSeconds, endSeconds, score }) => [
        ...[text, index + 1, manner, phone, startSeconds, endSeconds, score],
      ]),
    ),
  );
}
