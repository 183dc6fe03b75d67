import { useMutation, useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Course } from "../../../../shared/domain/course.ts";
import { mostTrendCharts, type TrendChart, type TrendSet } from "../../../../shared/domain/trend-set.ts";
import { Drawer } from "../../../components/drawer.tsx";
import { Field } from "../../../components/field.tsx";
import { FormFoot } from "../../../components/form-foot.tsx";
import { Loading } from "../../../components/loading.tsx";
import { ProblemNotice } from "../../../components/problem-notice.tsx";
import { core } from "../../../core-client.ts";
import { toProblem } from "../../../problem.ts";
import { trendSetChanged } from "../../../queries.ts";
import { useWords } from "../../../words.ts";

type TrendSetDrawerProps = {
  /** What the page shows first now. */
  shown: readonly Course[];
  /** Every course of the patient, to choose from. */
  courses: readonly Course[];
  onClose: () => void;
};

/** Which charts the clinic looks at first, for all its patients. */
export function TrendSetDrawer({ shown, courses, onClose }: TrendSetDrawerProps) {
  const { words } = useWords();
  const kept = useQuery({
    queryKey: ["trends", "set"],
    queryFn: ({ signal }) => core.site.trendSet(undefined, { signal }),
  });
  return (
    <Drawer title={words.trend.set.title} onClose={onClose}>
      <Loading query={kept} doing={words.trend.set.reading}>
        {({ set }) => (
          <TrendSetForm
            start={set ?? shown.map(({ id, task }) => ({ id, task }))}
            isOwn={set !== null}
            {...{ courses, onClose }}
          />
        )}
      </Loading>
    </Drawer>
  );
}

type TrendSetFormProps = Omit<TrendSetDrawerProps, "shown"> & { start: TrendSet; isOwn: boolean };

function TrendSetForm({ start, isOwn, courses, onClose }: TrendSetFormProps) {
  const { words, say } = useWords();
  const screen = words.trend.set;
  const [set, setSet] = useState(start);
  const save = useMutation({
    mutationFn: (next: TrendSet | null) => core.site.setTrendSet({ set: next }),
    onSuccess: async () => {
      onClose();
      await trendSetChanged();
    },
  });
  const nameOf = ({ id, task }: TrendChart) => say.findingName({ measure: id, task });
  const others = courses.filter((one) => !set.some((chart) => isSame(chart, one)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(set);
  };
  return (
    <form className="form" onSubmit={submit}>
      <p className="muted">{screen.hint}</p>
      <ol className="trend-set">
        {set.map((chart, at) => (
          <li key={keyOf(chart)}>
            <span>{nameOf(chart)}</span>
            <ChartButtons name={nameOf(chart)} {...{ set, at }} onSet={setSet} />
          </li>
        ))}
      </ol>
      {set.length < mostTrendCharts && others.length > 0 && (
        <Field label={screen.add}>
          <select
            value=""
            onChange={({ target }) => {
              const added = others.find((one) => keyOf(one) === target.value);
              if (added) setSet([...set, { id: added.id, task: added.task }]);
            }}
          >
            <option value="">{screen.choose}</option>
            {others.map((one) => (
              <option key={keyOf(one)} value={keyOf(one)}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        </Field>
      )}
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      <FormFoot submit={screen.save} isPending={save.isPending || set.length === 0} onCancel={onClose} />
      {isOwn && (
        <button type="button" className="quiet" onClick={() => save.mutate(null)}>
          {screen.asProgram}
        </button>
      )}
    </form>
  );
}

type ChartButtonsProps = { name: string; set: TrendSet; at: number; onSet: (set: TrendSet) => void };

function ChartButtons({ name, set, at, onSet }: ChartButtonsProps) {
  const screen = useWords().words.trend.set;
  const moved = (to: number) => {
    const rest = set.filter((_, k) => k !== at);
    onSet([...rest.slice(0, to), set[at]!, ...rest.slice(to)]);
  };
  return (
    <span className="actions">
      <button
        type="button"
        className="quiet icon"
        aria-label={screen.earlier(name)}
        disabled={at === 0}
        onClick={() => moved(at - 1)}
      >
        <ArrowUp size={15} aria-hidden />
      </button>
      <button
        type="button"
        className="quiet icon"
        aria-label={screen.later(name)}
        disabled={at === set.length - 1}
        onClick={() => moved(at + 1)}
      >
        <ArrowDown size={15} aria-hidden />
      </button>
      <button
        type="button"
        className="quiet icon"
        aria-label={screen.leaveOut(name)}
        onClick={() => onSet(set.filter((_, k) => k !== at))}
      >
        <X size={15} aria-hidden />
      </button>
    </span>
  );
}

const keyOf = ({ id, task }: TrendChart) => `${task} ${id}`;
const isSame = (a: TrendChart, b: TrendChart) => keyOf(a) === keyOf(b);
