import { useMutation, useQuery } from "@tanstack/react-query";
import type { TaskModels } from "../../../shared/domain/task-models.ts";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { TaskModelsChoice } from "../../components/task-models-choice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { queryClient, taskModelsQuery } from "../../queries.ts";
import { useWords } from "../../words.ts";

type TaskModelsAnswer = Awaited<ReturnType<typeof taskModelsQuery.queryFn>> | undefined;

/** Which models answer about each task at this site. */
export function TaskModelsCard() {
  const { settings } = useWords().words;
  const said = settings.taskModels;
  const found = useQuery(taskModelsQuery);
  const save = useMutation({
    scope: { id: "task-models" },
    mutationFn: (chosen: TaskModels) => core.site.setTaskModels({ chosen }),
    // a visit that is opened meanwhile shows the site's choice as it is being kept
    onMutate: (chosen) =>
      queryClient.setQueryData(
        taskModelsQuery.queryKey,
        (known: TaskModelsAnswer) => known && { ...known, chosen },
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: taskModelsQuery.queryKey }),
  });
  return (
    <section className="card settings" aria-label={said.title}>
      <header>
        <h2>{said.title}</h2>
      </header>
      <div className="content stack">
        <p className="muted small">{said.about}</p>
        <Loading query={found} doing={settings.asking}>
          {({ chosen, choosable }) => (
            <TaskModelsChoice
              {...{ choosable, chosen }}
              inherited={{}}
              undo={said.all}
              onChange={(models) => save.mutateAsync(models)}
            />
          )}
        </Loading>
        {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      </div>
    </section>
  );
}
