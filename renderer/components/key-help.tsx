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
  [["Esc"], "close the drawer"],
  [["Tab"], "go to the next control"],
];

/** The list of keys. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Drawer title="Keys" onClose={onClose}>
      <table>
        <tbody>
          {keys.map(([names, action]) => (
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
    </Drawer>
  );
}
