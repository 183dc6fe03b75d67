import { useKeys } from "../../components/use-keys.ts";
import type { Player } from "./player.ts";

type Move = (player: Player, far: boolean) => void;
const moves: [key: string, move: Move][] = [
  [" ", (player) => player.toggle()],
  ["ArrowLeft", (player, far) => player.step(far ? -1 : -0.1)],
  ["ArrowRight", (player, far) => player.step(far ? 1 : 0.1)],
  ["Home", (player) => player.seek(0)],
  ["End", (player) => player.seek(Number.MAX_VALUE)],
  ["l", (player) => player.listen({ loop: !player.listening.loop })],
];

/** Plays, pauses, moves and loops by key. */
export function usePlayerKeys(player: Player) {
  const actions = moves.map(([key, move]) => [
    key,
    (event: KeyboardEvent) => {
      event.preventDefault();
      move(player, event.shiftKey);
    },
  ]);
  useKeys(Object.fromEntries(actions));
}
