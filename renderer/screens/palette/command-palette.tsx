import { useState } from "react";
import { useLocation } from "wouter";
import { contract } from "../../../shared/contract/contract.ts";
import { type Command, CommandDialog } from "../../components/command-dialog.tsx";
import { Keys } from "../../components/key-help.tsx";
import { actionsAtHand } from "../../components/use-shortcuts.ts";
import { useMay } from "../../may.ts";
import { useOwnShortcuts } from "../../own-shortcuts.ts";
import { type Place, places } from "../../places.ts";
import { useFoundPatients } from "../../queries.ts";
import { chordsOf } from "../../shortcuts.ts";
import { useWords } from "../../words.ts";
import { hasWords } from "./has-words.ts";

/** How many patients are offered. */
const mostPatients = 8;

/** Goes by name: to a patient, to a screen, and to what can be done where one is. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const { words, say } = useWords();
  const { frame, shortcuts } = words;
  const { palette } = shortcuts;
  const [query, setQuery] = useState("");
  const own = useOwnShortcuts();
  const may = useMay();
  const [, go] = useLocation();
  // what was at hand when the palette was opened: nothing in the page is while it is open
  const [here] = useState(actionsAtHand);
  const found = useFoundPatients(query, mostPatients).data?.rows ?? [];
  const patients = found.map(
    ({ id, name, code, birthDate }): Command => ({
      id,
      name: name || code,
      detail: [name && code, birthDate && say.date(birthDate)].filter(Boolean).join(", "),
      run: () => go(`/patients/${id}`),
    }),
  );
  const screens = places
    .filter(({ needs }) => may(needs))
    .map(({ href, name }: Place): Command => ({ id: href, name: frame[name], run: () => go(href) }));
  const actions = here
    .filter(({ action }) => action !== "palette")
    .map(
      ({ action, act }): Command => ({
        id: action,
        name: shortcuts.actions[action],
        detail: <Keys chords={chordsOf(action, own)} />,
        run: act,
      }),
    );
  const matching = (commands: Command[]) => commands.filter(({ name }) => hasWords(name, query));
  const groups = [
    { id: "patients", name: palette.patients, commands: may(contract.patients.list) ? patients : [] },
    { id: "screens", name: palette.screens, commands: matching(screens) },
    { id: "actions", name: palette.actions, commands: matching(actions) },
  ];
  return (
    <CommandDialog
      title={palette.title}
      search={palette.search}
      hint={palette.hint}
      nothing={palette.nothing(query)}
      query={query}
      onQuery={setQuery}
      groups={groups.filter(({ commands }) => commands.length > 0)}
      onClose={onClose}
    />
  );
}
