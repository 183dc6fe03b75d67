import { Drawer } from "./drawer.tsx";

const keys: [string[], string][] = [
  [["?"], "show or hide this list"],
  [["/"], "search patients"],
  [["Space"], "play or pause the recording"],
  [["←", "→"], "move 0.1 s back or forward"],
  [["Shift ←", "Shift →"], "move 1 s back or forward"],
  [["Home", "End"], "go to the start or the end of the recording"],
  [["["], "previous recording of the visit"],
  [["]"], "next recording of the visit"],
  [["o"], "show or hide the highlight (Grad-CAM)"],
  [["+", "−"], "zoom in or out at the cursor or the selected onset"],
  [["0"], "show the whole recording"],
  [["Esc"], "close the drawer"],
  [["Tab"], "go to the next control"],
];

const onsetKeys: [string[], string][] = [
  [["e"], "correct the onsets of a repeated syllable"],
  [["a"], "add an onset at the cursor"],
  [["↑", "↓"], "select the onset before or after"],
  [["←", "→"], "move the selected onset by 1 ms"],
  [["Shift ←", "Shift →"], "move it by 10 ms"],
  [["Ctrl ←", "Ctrl →"], "move it by 0.1 ms"],
  [["Delete"], "remove the selected onset"],
  [["Ctrl Z", "Ctrl Y"], "undo, redo"],
  [["Esc"], "select none: arrows move the cursor again"],
];

/** The list of keys. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Drawer title="Keys" onClose={onClose}>
      <KeyTable keys={keys} />
      <h3 className="key-group">Syllable onsets</h3>
      <KeyTable keys={onsetKeys} />
    </Drawer>
  );
}

function KeyTable({ keys: listed }: { keys: [string[], string][] }) {
  return (
    <table>
      <tbody>
        {listed.map(([names, action]) => (
          <tr key={action}>
            <td style={{ whiteSpace: "nowrap" }}>
              {names.map((name) => (
                <kbd key={name} style={{ marginRight: 4 }}>
                  {name}
                </kbd>
              ))}
            </td>
            <td>{action}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
