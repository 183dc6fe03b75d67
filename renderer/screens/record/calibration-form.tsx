import { useMutation } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { CaptureId } from "../../../shared/domain/ids.ts";
import { MeterReading, weightings } from "../../../shared/domain/level-calibration.ts";
import { Field } from "../../components/field.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";
import type { RecordSession } from "./record-session.ts";

const noiseSeconds = 3;
const soundSeconds = 5;
const usualDistanceCentimetres = 30;

type CalibrationFormProps = {
  session: RecordSession;
  /** Where the last calibration was made. */
  lastRoom: string;
  onMade: () => void;
};

/** Calibrates the level in three steps: the room's noise, a steady sound with the meter beside it, the offset. */
export function CalibrationForm({ session, lastRoom, onMade }: CalibrationFormProps) {
  const { words, say } = useWords();
  const { calibration: screen } = words.room;
  const [noise, setNoise] = useState<CaptureId | null>(null);
  const [sound, setSound] = useState<CaptureId | null>(null);
  const make = useMutation({
    mutationFn: (sounds: { noise: CaptureId; sound: CaptureId; reading: MeterReading }) =>
      core.levels.calibrate(sounds),
    onSuccess: onMade,
    // the core has thrown both sounds away
    onSettled: () => {
      setNoise(null);
      setSound(null);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!noise || !sound) return;
    const entered = Object.fromEntries(new FormData(event.currentTarget));
    const reading = MeterReading.parse({
      ...entered,
      levelDbSpl: Number(entered.levelDbSpl),
      distanceCentimetres: Number(entered.distanceCentimetres),
    });
    make.mutate({ noise, sound, reading });
  };
  const { levelDbSpl, distanceCentimetres } = MeterReading.shape;
  return (
    <form className="form" onSubmit={submit}>
      <p>{screen.lead}</p>
      <h3>{screen.steps.noise}</h3>
      <Listening
        {...{ session, heard: noise, onHeard: setNoise }}
        seconds={noiseSeconds}
        label={screen.listenNoise}
      />
      <h3>{screen.steps.meter}</h3>
      <p className="muted">{screen.soundHint}</p>
      <Listening
        {...{ session, heard: sound, onHeard: setSound }}
        seconds={soundSeconds}
        label={screen.listenSound}
      />
      <Field label={screen.reading}>
        <input
          name="levelDbSpl"
          type="number"
          step="0.1"
          required
          min={levelDbSpl.minValue ?? undefined}
          max={levelDbSpl.maxValue ?? undefined}
        />
      </Field>
      <Field label={screen.weighting}>
        <select name="weighting" defaultValue="A">
          {weightings.map((weighting) => (
            <option key={weighting}>{weighting}</option>
          ))}
        </select>
      </Field>
      <Field label={screen.distance}>
        <input
          name="distanceCentimetres"
          type="number"
          required
          min={distanceCentimetres.minValue ?? undefined}
          max={distanceCentimetres.maxValue ?? undefined}
          defaultValue={usualDistanceCentimetres}
        />
      </Field>
      <Field label={screen.room}>
        <input name="room" required maxLength={80} defaultValue={lastRoom} autoComplete="off" />
      </Field>
      <h3>{screen.steps.offset}</h3>
      {make.error && <ProblemNotice problem={toProblem(make.error)} />}
      {make.data && <p aria-live="polite">{screen.saved(say.number(make.data.offsetDb, 1))}</p>}
      <div className="foot">
        <button type="submit" className="primary" disabled={!noise || !sound || make.isPending}>
          {screen.save}
        </button>
      </div>
    </form>
  );
}

type ListeningProps = {
  session: RecordSession;
  seconds: number;
  label: string;
  heard: CaptureId | null;
  onHeard: (id: CaptureId | null) => void;
};

function Listening({ session, seconds, label, heard, onHeard }: ListeningProps) {
  const { frame, room } = useWords().words;
  const listen = useMutation({ mutationFn: () => session.probe(seconds), onSuccess: onHeard });
  return (
    <div className="beside">
      <button type="button" disabled={listen.isPending} onClick={() => listen.mutate()}>
        {heard && <Check size={15} aria-hidden />}
        {label}
      </button>
      <span className="muted small" aria-live="polite">
        {listen.isPending ? frame.doing(room.calibration.listening) : heard ? room.calibration.heard : ""}
      </span>
      {listen.error && <ProblemNotice problem={toProblem(listen.error)} />}
    </div>
  );
}
