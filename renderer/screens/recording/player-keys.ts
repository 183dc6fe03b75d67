import { useShortcuts } from "../../components/use-shortcuts.ts";
import type { Player } from "./player.ts";

/** Plays, pauses, moves and loops by key. */
export function usePlayerKeys(player: Player): void {
  useShortcuts({
    play: player.toggle,
    stepBack: () => player.step(-0.1),
    stepForward: () => player.step(0.1),
    longStepBack: () => player.step(-1),
    longStepForward: () => player.step(1),
    toStart: () => player.seek(0),
    toEnd: () => player.seek(Number.MAX_VALUE),
    loop: () => player.listen({ loop: !player.listening.loop }),
  });
}
