import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { dayOf } from "../../../shared/domain/calendar.ts";
import type { CaptureDevice } from "../../../shared/domain/capture-device.ts";
import type { LevelCalibrationId, StandingCalibration } from "../../../shared/domain/level-calibration.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { Drawer } from "../../components/drawer.tsx";
import { core } from "../../core-client.ts";
import { queryClient } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { CalibrationForm } from "./calibration-form.tsx";
import type { RecordSession } from "./record-session.ts";

const queryKey = ["levels"];

/** Whether the microphone's level is calibrated, by which calibration, and what makes or ends one. */
export function CalibrationPart({ session }: { session: RecordSession }) {
  const { microphone } = useSyncExternalStore(session.subscribe, session.get);
  return microphone.kind === "open" ? <Calibration session={session} device={microphone.device} /> : null;
}

function Calibration({ session, device }: { session: RecordSession; device: CaptureDevice }) {
  const { words, say } = useWords();
  const { calibration: screen } = words.room;
  const { phase } = useSyncExternalStore(session.subscribe, session.get);
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<LevelCalibrationId | "none" | null>(null);
  const { data: kept } = useQuery({
    queryKey: [...queryKey, device],
    queryFn: ({ signal }) => core.levels.list({ device }, { signal }),
  });
  const end = useMutation({
    mutationFn: (id: LevelCalibrationId) => core.levels.end({ id }),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  const valid = kept?.filter(({ standing }) => standing === "valid") ?? [];
  const used = valid.find(({ id }) => id === chosen) ?? (chosen === "none" ? undefined : valid[0]);
  useEffect(() => {
    session.calibration = used?.id ?? null;
  }, [session, used?.id]);
  if (!kept) return null;
  const nameOf = ({ room, at }: StandingCalibration) => screen.valid(room, say.date(dayOf(new Date(at))));
  const [last] = kept;
  return (
    <div className="record-calibration">
      <p className="record-fact">
        <span className="muted">{screen.title}</span>
        <strong className={used ? "within" : "muted"}>{used ? screen.state : screen.none}</strong>
      </p>
      {valid.length > 0 && (
        <select
          aria-label={screen.choose}
          value={used?.id ?? "none"}
          disabled={phase.kind !== "ready"}
          onChange={({ target }) => setChosen(valid.find(({ id }) => id === target.value)?.id ?? "none")}
        >
          {valid.map((one) => (
            <option key={one.id} value={one.id}>
              {nameOf(one)}
            </option>
          ))}
          <option value="none">{screen.without}</option>
        </select>
      )}
      {!used && <p className="muted small">{screen.noneHint}</p>}
      {valid.length === 0 && last && last.standing !== "valid" && (
        <p className="muted small">
          {nameOf(last)}: {screen.standings[last.standing]}
        </p>
      )}
      <div className="foot">
        <button type="button" disabled={phase.kind !== "ready"} onClick={() => setOpen(true)}>
          {used ? screen.anew : screen.begin}
        </button>
        {used && (
          <ConfirmButton
            question={screen.changedQuestion}
            confirm={screen.changed}
            onConfirm={() => end.mutate(used.id)}
          >
            {screen.changed}
          </ConfirmButton>
        )}
      </div>
      {isOpen && (
        <Drawer title={screen.drawer} onClose={() => setOpen(false)}>
          <CalibrationForm
            session={session}
            lastRoom={last?.room ?? ""}
            onMade={() => void queryClient.invalidateQueries({ queryKey })}
          />
        </Drawer>
      )}
    </div>
  );
}
