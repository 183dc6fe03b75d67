import { useMutation, useQuery } from "@tanstack/react-query";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { queryClient, simulatedModelsQuery } from "../../queries.ts";
import { useWords } from "../../words.ts";

/** Whether models that learned from synthetic voices answer unasked at this site. */
export function SimulatedModelsCard() {
  const { settings } = useWords().words;
  const said = settings.simulatedModels;
  const found = useQuery(simulatedModelsQuery);
  const save = useMutation({
    mutationFn: (answer: boolean) => core.site.setSimulatedModels({ answer }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  const choices = [
    { id: "off", name: said.off },
    { id: "on", name: said.on },
  ] as const;
  return (
    <section className="card settings">
      <header>
        <h2>{said.title}</h2>
      </header>
      <div className="content stack">
        <Loading query={found} doing={settings.asking}>
          {({ answer }) => (
            <Segmented
              label={said.answer}
              choices={choices}
              value={answer ? "on" : "off"}
              onChange={(choice) => save.mutate(choice === "on")}
            />
          )}
        </Loading>
        <p className="muted small">{said.explain}</p>
        {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      </div>
    </section>
  );
}
