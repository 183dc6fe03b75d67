import type { Chord, OwnShortcuts } from "../../shared/domain/own-shortcuts.ts";
import type { Words } from "../../shared/words/words.ts";
import { sayChord } from "../chords.ts";
import { useOwnShortcuts } from "../own-shortcuts.ts";
import { type Action, actions, chordsOf, type Scope, scopes, shortcuts } from "../shortcuts.ts";
import { useWords } from "../words.ts";
import { Drawer } from "./drawer.tsx";

/** Keys of what has the focus: those of every program. */
const fixedKeys = {
  close: ["Escape"],
  control: ["Tab"],
  choose: ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"],
  moveEnd: ["ArrowLeft", "ArrowRight"],
  moveEndFar: ["shift+ArrowLeft", "shift+ArrowRight"],
  moveEndFine: ["mod+ArrowLeft", "mod+ArrowRight"],
  removeOnset: ["Delete"],
} as const satisfies Record<keyof Words["shortcuts"]["fixed"], readonly Chord[]>;

/** The actions of a scope; one of several scopes stands with the first of them. */
export const actionsOf = (scope: Scope): Action[] =>
  actions.filter((action) => shortcuts[action].scopes[0] === scope);

/** The list of keys, as the user has set them. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const words = useWords().words.shortcuts;
  const own = useOwnShortcuts();
  return (
    <Drawer title={words.title} onClose={onClose}>
      {scopes.map((scope) => (
        <KeyTable key={scope} name={words.groups[scope]} rows={rowsOf(scope, own, words)} />
      ))}
      <KeyTable
        name={words.ofFocus}
        rows={(Object.keys(fixedKeys) as (keyof typeof fixedKeys)[]).map((id) => ({
          does: words.fixed[id],
          chords: fixedKeys[id],
        }))}
      />
    </Drawer>
  );
}

type KeyRow = { does: string; chords: readonly Chord[] };

const rowsOf = (scope: Scope, own: OwnShortcuts, words: Words["shortcuts"]): KeyRow[] =>
  actionsOf(scope).map((action) => ({ does: words.actions[action], chords: chordsOf(action, own) }));

function KeyTable({ name, rows }: { name: string; rows: readonly KeyRow[] }) {
  return (
    <>
      <h3 className="key-group">{name}</h3>
      <table className="key-table">
        <tbody>
          {rows.map(({ does, chords }) => (
            <tr key={does}>
              <td>
                <Keys chords={chords} />
              </td>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** "Ctrl Z" "Ctrl Y", each as a key. */
export function Keys({ chords }: { chords: readonly Chord[] }) {
  const { words } = useWords();
  return chords.map((chord) => (
    <kbd key={chord} className="key">
      {sayChord(chord, words)}
    </kbd>
  ));
}
