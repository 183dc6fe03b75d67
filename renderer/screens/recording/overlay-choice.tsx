import { KeyHint } from "../../components/key-hint.tsx";
import { Popover } from "../../components/popover.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { type OverlayName, overlayNames, useViewSetting } from "../../view-settings.ts";
import { useWords } from "../../words.ts";

/** Which curves and marks are drawn over the picture, remembered on this computer; by key too. */
export function OverlayChoice({ offered }: { offered: readonly OverlayName[] }) {
  const { overlays: screen } = useWords().words.recording;
  const [shown, setShown] = useViewSetting("overlays");
  const toggle = (name: OverlayName) =>
    setShown(shown.includes(name) ? shown.filter((one) => one !== name) : [...shown, name]);
  useShortcuts(Object.fromEntries(offered.map((name) => [name, () => toggle(name)])));
  const count = offered.filter((name) => shown.includes(name)).length;
  return (
    <Popover name={screen.button(count)} label={screen.title}>
      {overlayNames
        .filter((name) => offered.includes(name))
        .map((name) => (
          <label key={name}>
            <input type="checkbox" checked={shown.includes(name)} onChange={() => toggle(name)} />
            {screen.names[name]}
            <KeyHint action={name} />
          </label>
        ))}
    </Popover>
  );
}
