import { Play, Square } from "lucide-react";
import { useMemo } from "react";
import type { Recording } from "../../../shared/domain/recording.ts";
import { magma } from "../../../shared/scale/colour-maps.ts";
import type { LevelRange } from "../../charts/picture-pixels.ts";
import { SpectrogramPicture } from "../../charts/spectrogram-picture.tsx";
import { KeyHint } from "../../components/key-hint.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { useWords } from "../../words.ts";
import { useSpectrogram, useWaveform } from "../recording/picture-queries.ts";
import { usePlayer } from "../recording/player.ts";

/** A whole take in one look: columns of its envelope, and how far below its peak it is drawn, dB. */
const columns = 1200;
const rangeDb = 80;
const highestHz = 8000;

type TakeReviewProps = { recording: Recording; name: string };

/** The take that was just made, to be seen and heard before it is decided on. */
export function TakeReview({ recording: { id, analysis }, name }: TakeReviewProps) {
  const { words } = useWords();
  const screen = words.record;
  const player = usePlayer(id, null);
  const maximumHz = Math.min(highestHz, (analysis?.audio.sampleRateHz ?? 2 * highestHz) / 2);
  const waveform = useWaveform(id, columns).data;
  const spectrogram = useSpectrogram(id, { scale: "linear", windowSeconds: 0.03, maximumHz }).data;
  const levels = spectrogram?.levels;
  const levelRange = useMemo<LevelRange>(
    () => [(levels?.maximumDb ?? 0) - rangeDb, levels?.maximumDb ?? 0],
    [levels],
  );
  useShortcuts({ recordListen: player.toggle });
  return (
    <div className="record-review stack">
      {waveform && levels ? (
        <SpectrogramPicture
          waveform={waveform}
          spectrogram={levels}
          scale="linear"
          maximumHz={maximumHz}
          range={[0, waveform.durationSeconds]}
          colourMap={magma}
          levelRange={levelRange}
          description={screen.picture(name)}
        />
      ) : (
        <p className="muted">{words.frame.doing(screen.drawing)}</p>
      )}
      <div>
        <button type="button" onClick={player.toggle}>
          {player.playing ? <Square size={15} aria-hidden /> : <Play size={15} aria-hidden />}
          {screen.verdict.listen} <KeyHint action="recordListen" />
        </button>
        {/* biome-ignore lint/a11y/useMediaCaption: a voice that is measured has no captions */}
        <audio ref={player.audio} src={player.url} />
      </div>
    </div>
  );
}
