import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { contract } from "../../../shared/contract/contract.ts";
import {
  DeviceChoice as Choices,
  Device,
  type DeviceChoice,
  type DeviceRefusal,
} from "../../../shared/domain/device.ts";
import type { Progress } from "../../../shared/domain/progress.ts";
import { sayNumber } from "../../../shared/words/say.ts";
import { sayDevice } from "../../../shared/words/say-device.ts";
import { sayError } from "../../../shared/words/say-error.ts";
import { sayModelName } from "../../../shared/words/say-model.ts";
import { sayStage } from "../../../shared/words/say-stage.ts";
import { Field } from "../../components/field.tsx";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { TableScroll } from "../../components/table-scroll.tsx";
import { core } from "../../core-client.ts";
import { useMay } from "../../may.ts";
import { type Problem, toProblem } from "../../problem.ts";
import { queryClient } from "../../queries.ts";
import { useWords } from "../../words.ts";

type Devices = Awaited<ReturnType<typeof core.models.devices>>;

const devicesKey = ["model-devices"];

/** Which device models run on, which ones were refused and why, and what was measured. */
export function DevicesCard() {
  const { settings } = useWords().words;
  const devices = useQuery({
    queryKey: devicesKey,
    queryFn: ({ signal }) => core.models.devices(undefined, { signal }),
  });
  return (
    <section className="card settings">
      <header>
        <h2>{settings.modelDevices.title}</h2>
      </header>
      <div className="content stack">
        <Loading query={devices} doing={settings.asking}>
          {(found) => (
            <>
              <Choice found={found} />
              <Offered offered={found.offered} />
              <Measured measured={found.measured} />
            </>
          )}
        </Loading>
        <Bench />
      </div>
    </section>
  );
}

function Choice({ found: { choice, by } }: { found: Devices }) {
  const { language, words } = useWords();
  const [problem, setProblem] = useState<Problem | null>(null);
  const may = useMay();
  const said = words.settings.modelDevices;
  const isHeld = by === "call" || by === "environment";
  const choose = async (wanted: DeviceChoice) => {
    setProblem(null);
    try {
      await core.models.chooseDevice({ choice: wanted });
    } catch (error) {
      setProblem(toProblem(error));
    }
    await queryClient.invalidateQueries({ queryKey: devicesKey });
  };
  return (
    <>
      <Field label={said.choice}>
        <select
          value={choice}
          disabled={isHeld || !may(contract.models.chooseDevice)}
          onChange={({ target }) => void choose(target.value as DeviceChoice)}
        >
          {Choices.options.map((each) => (
            <option key={each} value={each}>
              {sayDevice(each, language)}
            </option>
          ))}
        </select>
      </Field>
      {said.by[by] && <p className="muted small">{said.by[by]}</p>}
      <p className="muted small">{said.explain}</p>
      {problem && <ProblemNotice problem={problem} />}
    </>
  );
}

function Offered({ offered }: { offered: DeviceRefusal[] }) {
  const { language, words } = useWords();
  const said = words.settings.modelDevices;
  const why = (offer: DeviceRefusal) =>
    offer.why === undefined ? said.usable : sayError("device-unusable", offer, language).reason;
  return (
    <dl className="definitions">
      <dt>{sayDevice("cpu", language)}</dt>
      <dd>{said.cpuAlways}</dd>
      {offered.map((offer) => (
        <div key={offer.device} className="fact">
          <dt>{sayDevice(offer.device, language)}</dt>
          <dd>{why(offer)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Measured({ measured }: { measured: Devices["measured"] }) {
  const { words, say } = useWords();
  const said = words.settings.modelDevices;
  if (measured.length === 0) return <p className="muted small">{said.notMeasured}</p>;
  const last = measured.map(({ measuredAt }) => measuredAt).sort()[measured.length - 1]!;
  return (
    <>
      <TimingTable measured={measured} />
      <NotUsed measured={measured} />
      <p className="muted small">{said.measuredOn(say.date(last.slice(0, 10)))}</p>
    </>
  );
}

/** What each model takes on each device, and how far its answer there is from the processor's. */
function TimingTable({ measured }: { measured: Devices["measured"] }) {
  const { language, words, say } = useWords();
  const said = words.settings.modelDevices;
  const columns = Device.options.filter((device) =>
    measured.some((one) => one.measured.some((timing) => timing.device === device)),
  );
  return (
    <TableScroll>
      <table>
        <thead>
          <tr>
            <th scope="col">{said.model}</th>
            {columns.map((device) => (
              <th key={device} scope="col" className="number">
                {sayDevice(device, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measured.map(({ model, fastest, measured: timings }) => (
            <tr key={model}>
              <th scope="row">{sayModelName(model, language)}</th>
              {columns.map((device) => {
                const timing = timings.find((one) => one.device === device);
                return (
                  <td key={device} className="number">
                    {timing ? said.took(sayNumber(timing.medianMs, 2, language)) : "-"}
                    {device === fastest && <span className="muted"> {said.used}</span>}
                    {timing && device !== "cpu" && (
                      <div className="muted small">
                        {said.differs(say.significant(timing.probabilityDifference, 1))}
                      </div>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** Devices that were tried with a model and are not used, and why. */
function NotUsed({ measured }: { measured: Devices["measured"] }) {
  const { language, words } = useWords();
  const said = words.settings.modelDevices;
  const refusals = measured.flatMap(({ model, refused }) =>
    refused
      .filter(({ why }) => why !== "not-offered")
      .map((one) => ({
        name: sayModelName(model, language),
        reason: sayError("device-unusable", one, language).reason,
      })),
  );
  if (refusals.length === 0) return null;
  return (
    <details>
      <summary>{said.notUsed}</summary>
      <ul className="small">
        {[...Map.groupBy(refusals, ({ reason }) => reason)].map(([reason, those]) => (
          <li key={reason}>
            {those.map(({ name }) => name).join(", ")}: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Measures all models again, with progress, and can be stopped. */
function Bench() {
  const { language, words } = useWords();
  const [running, setRunning] = useState<{ stop: AbortController; progress: Progress | null } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const said = words.settings.modelDevices;
  const run = async () => {
    const stop = new AbortController();
    setProblem(null);
    setRunning({ stop, progress: null });
    try {
      for await (const event of await core.models.bench({}, { signal: stop.signal })) {
        if (event.type === "progress") setRunning({ stop, progress: event });
        else await queryClient.invalidateQueries({ queryKey: devicesKey });
      }
    } catch (error) {
      if (!stop.signal.aborted) setProblem(toProblem(error));
    }
    setRunning(null);
  };
  return (
    <div className="beside">
      <button type="button" onClick={() => (running ? running.stop.abort() : void run())}>
        {running ? said.measuring : said.measure}
      </button>
      <span className="muted small" aria-live="polite">
        {running?.progress ? sayStage(running.progress, language) : ""}
      </span>
      {problem && <ProblemNotice problem={problem} />}
    </div>
  );
}
