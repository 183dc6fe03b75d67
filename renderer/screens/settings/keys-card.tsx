import { useMutation } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { OwnShortcuts } from "../../../shared/domain/own-shortcuts.ts";
import { chordOf, sayChord } from "../../chords.ts";
import { actionsOf, Keys } from "../../components/key-help.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { setOwnShortcuts, useOwnShortcuts } from "../../own-shortcuts.ts";
import { toProblem } from "../../problem.ts";
import { ownShortcutsQuery, queryClient } from "../../queries.ts";
import { type Action, chordsOf, isReserved, rebound, scopes, takenBy } from "../../shortcuts.ts";
import { useWords } from "../../words.ts";
import "./keys-card.css";

/** The user's keys: each can be another one, unless that is in use where this one is. */
export function KeysCard() {
  const { words } = useWords();
  const screen = words.shortcuts;
  const own = useOwnShortcuts();
  const [changing, setChanging] = useState<Action | null>(null);
  const save = useMutation({
    mutationFn: (next: OwnShortcuts) => core.session.setShortcuts(next),
    onSuccess: (next) => {
      setOwnShortcuts(next);
      queryClient.setQueryData(ownShortcutsQuery.queryKey, next);
      setChanging(null);
    },
  });
  return (
    <section className="card settings" aria-label={screen.title}>
      <header>
        <h2>{screen.title}</h2>
        <div className="actions">
          <button
            type="button"
            className="small"
            disabled={Object.keys(own).length === 0}
            onClick={() => save.mutate({})}
          >
            {screen.editor.resetAll}
          </button>
        </div>
      </header>
      <div className="content stack">
        <p className="muted small">{screen.editor.hint}</p>
        {save.error && <ProblemNotice problem={toProblem(save.error)} />}
        {scopes.map((scope) => (
          <details key={scope}>
            <summary>{screen.groups[scope]}</summary>
            <table className="key-table">
              <tbody>
                {actionsOf(scope).map((action) => (
                  <KeyRow
                    key={action}
                    {...{ action, own }}
                    isChanging={changing === action}
                    onChanging={(is) => setChanging(is ? action : null)}
                    onRebound={(next) => save.mutate(next)}
                  />
                ))}
              </tbody>
            </table>
          </details>
        ))}
      </div>
    </section>
  );
}

type KeyRowProps = {
  action: Action;
  own: OwnShortcuts;
  isChanging: boolean;
  onChanging: (is: boolean) => void;
  onRebound: (own: OwnShortcuts) => void;
};

function KeyRow({ action, own, isChanging, onChanging, onRebound }: KeyRowProps) {
  const screen = useWords().words.shortcuts;
  const does = screen.actions[action];
  return (
    <tr>
      <td>{does}</td>
      <td>
        {isChanging ? (
          <KeyCatcher {...{ action, own }} onCancel={() => onChanging(false)} onRebound={onRebound} />
        ) : (
          <button
            type="button"
            className="quiet"
            aria-label={screen.editor.change(does)}
            onClick={() => onChanging(true)}
          >
            <Keys chords={chordsOf(action, own)} />
          </button>
        )}
      </td>
      <td>
        {own[action] && (
          <button
            type="button"
            className="quiet icon"
            aria-label={screen.editor.reset(does)}
            title={screen.editor.reset(does)}
            onClick={() => onRebound(rebound(own, action, null))}
          >
            <RotateCcw size={15} aria-hidden />
          </button>
        )}
      </td>
    </tr>
  );
}

type KeyCatcherProps = Pick<KeyRowProps, "action" | "own" | "onRebound"> & { onCancel: () => void };

/** Takes the next key that is pressed; says why one cannot be had. */
function KeyCatcher({ action, own, onRebound, onCancel }: KeyCatcherProps) {
  const { words } = useWords();
  const { editor, actions } = words.shortcuts;
  const [refusal, setRefusal] = useState("");
  const take = (event: KeyboardEvent) => {
    const chord = chordOf(event.nativeEvent);
    if (chord === "Tab" || chord === "shift+Tab") return onCancel();
    event.preventDefault();
    event.stopPropagation();
    if (chord === "Escape") return onCancel();
    if (/(^|\+)(Control|Shift|Alt|AltGraph|Meta)$/.test(chord)) return; // another key follows
    const taken = takenBy(chord, action, own);
    if (isReserved(chord)) setRefusal(editor.reserved(sayChord(chord, words)));
    else if (taken) setRefusal(editor.taken(sayChord(chord, words), actions[taken]));
    else onRebound(rebound(own, action, chord));
  };
  return (
    <>
      <button
        type="button"
        className="key-catcher"
        // biome-ignore lint/a11y/noAutofocus: the key that was asked for is pressed next
        autoFocus
        onKeyDown={take}
        onBlur={onCancel}
      >
        {editor.press}
      </button>
      <span role="alert" className="small">
        {refusal}
      </span>
    </>
  );
}
