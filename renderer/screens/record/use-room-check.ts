import { useMutation } from "@tanstack/react-query";
import { roomCheckPlan } from "../../../shared/domain/room-check.ts";
import { playSteadyTone } from "../../capture/steady-tone.ts";
import { core } from "../../core-client.ts";
import { recordingsChanged } from "../../queries.ts";
import type { RecordSession } from "./record-session.ts";

const { quietSeconds, toneSeconds, voiceSeconds, toneHz } = roomCheckPlan;
/** The probe lasts a little longer than what is asked for, s: the page's timers run late. */
const marginSeconds = 0.5;

/** Asks for quiet, plays the tone, asks for a voice, and has the core judge what was heard. */
export function useRoomCheck(session: RecordSession) {
  return useMutation({
    mutationFn: async () => {
      const timers = [
        setTimeout(() => {
          session.tellStage("tone");
          // without a loudspeaker there is no tone: the gain is then told as not checked
          playSteadyTone({ hz: toneHz, seconds: toneSeconds }).catch(() => {});
        }, 1000 * quietSeconds),
        setTimeout(() => session.tellStage("voice"), 1000 * (quietSeconds + toneSeconds)),
      ];
      try {
        const probing = session.probe(quietSeconds + toneSeconds + voiceSeconds + marginSeconds);
        session.tellStage("quiet");
        const id = await probing;
        if (id) await core.captures.checkRoom({ id });
      } finally {
        for (const timer of timers) clearTimeout(timer);
      }
      await recordingsChanged();
    },
  });
}
