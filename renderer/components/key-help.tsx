import type { Words } from "../../shared/words/words.ts";
import { useWords } from "../words.ts";
import { Drawer } from "./drawer.tsx";

type KeyName = keyof Words["frame"]["keyNames"];
/** Keys pressed together; a name of the keyboard is said in the language, a sign stands as it is. */
type Chord = readonly (KeyName | string)[];
type KeyRow = readonly [action: keyof Words["frame"]["keys"], chords: readonly Chord[]];

const keys: readonly KeyRow[] = [
  ["list", [["?"]]],
  ["search", [["/"]]],
  ["play", [["space"]]],
  ["step", [["←"], ["→"]]],
  [
    "longStep",
    [
      ["shift", "←"],
      ["shift", "→"],
    ],
  ],
  ["ends", [["home"], ["end"]]],
  ["previous", [["["]]],
  ["next", [["]"]]],
  ["loop", [["l"]]],
  ["selectFrom", [["s"]]],
  ["selectTo", [["d"]]],
  ["zoomToSelection", [["z"]]],
  ["overlays", [["1"], ["7"]]],
  ["highlight", [["o"]]],
  ["zoom", [["+"], ["−"]]],
  ["whole", [["0"]]],
  ["nextLook", [["n"]]],
  ["compare", [["p"]]],
  ["takes", [["t"]]],
  ["switch", [["x"]]],
  ["hear", [["1"], ["2"]]],
  ["drawer", [["escape"]]],
  ["control", [["tab"]]],
  ["lock", [["shift", "L"]]],
];

const onsetKeys: readonly KeyRow[] = [
  ["correct", [["e"]]],
  ["add", [["a"]]],
  ["select", [["↑"], ["↓"]]],
  ["move", [["←"], ["→"]]],
  [
    "moveFar",
    [
      ["shift", "←"],
      ["shift", "→"],
    ],
  ],
  [
    "moveFine",
    [
      ["control", "←"],
      ["control", "→"],
    ],
  ],
  ["removeOnset", [["delete"]]],
  [
    "undo",
    [
      ["control", "Z"],
      ["control", "Y"],
    ],
  ],
  ["selectNone", [["escape"]]],
];

const recordKeys: readonly KeyRow[] = [
  ["recordGoOn", [["enter"]]],
  ["recordStop", [["escape"]]],
  ["recordListen", [["space"]]],
  ["recordAgain", [["a"]]],
  ["recordSkip", [["s"]]],
  ["recordPause", [["p"]]],
  ["recordChoose", [["↑"], ["↓"]]],
];

/** The list of keys. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { frame } = useWords().words;
  return (
    <Drawer title={frame.keys.title} onClose={onClose}>
      <KeyTable rows={keys} frame={frame} />
      <h3 className="key-group">{frame.keys.onsets}</h3>
      <KeyTable rows={onsetKeys} frame={frame} />
      <h3 className="key-group">{frame.keys.recording}</h3>
      <KeyTable rows={recordKeys} frame={frame} />
    </Drawer>
  );
}

function KeyTable({ rows, frame }: { rows: readonly KeyRow[]; frame: Words["frame"] }) {
  const names: Readonly<Record<string, string>> = frame.keyNames;
  return (
    <table>
      <tbody>
        {rows.map(([action, chords]) => (
          <tr key={action}>
            <td style={{ whiteSpace: "nowrap" }}>
              {chords.map((chord) => (
                <kbd key={chord.join(" ")} style={{ marginRight: 4 }}>
                  {chord.map((key) => names[key] ?? key).join(" ")}
                </kbd>
              ))}
            </td>
            <td>{frame.keys[action]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
