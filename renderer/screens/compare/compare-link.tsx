import { Columns2 } from "lucide-react";
import { useLocation } from "wouter";
import { contract } from "../../../shared/contract/contract.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { KeyHint } from "../../components/key-hint.tsx";
import { Permitted } from "../../components/permitted.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { usePatient } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { comparePath } from "./compare-path.ts";

type ComparePriorProps = {
  visit: Pick<Visit, "id" | "date" | "patientId">;
  /** The task and take to begin with; absent: what tells most. */
  task?: string;
  take?: string;
};

/** To the visit before, at the same task; by key at the finding that has the focus where one has. */
export function ComparePrior(props: ComparePriorProps) {
  return (
    <Permitted to={contract.visits.compare}>
      <PriorButton {...props} />
    </Permitted>
  );
}

function PriorButton({ visit, task, take }: ComparePriorProps) {
  const [, go] = useLocation();
  const { compare } = useWords().words;
  const visits = usePatient(visit.patientId).data?.visits ?? [];
  const hasPrior = visits.some(({ id, date }) => id !== visit.id && date <= visit.date);
  const open = () => {
    const atFocus = document.activeElement?.closest<HTMLElement>("[data-task]")?.dataset.task;
    if (hasPrior)
      go(comparePath({ a: "prior", b: visit.id, task: atFocus ?? task ?? null, takeB: take ?? null }));
  };
  useShortcuts({ compare: hasPrior ? open : undefined });
  return (
    <button
      type="button"
      className="brief"
      disabled={!hasPrior}
      title={hasPrior ? compare.withPriorHint : compare.noPrior}
      onClick={open}
    >
      <Columns2 size={16} aria-hidden />
      {compare.withPrior} <KeyHint action="compare" />
    </button>
  );
}
