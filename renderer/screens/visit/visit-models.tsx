import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { VisitId } from "../../../shared/domain/ids.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TaskModels } from "../../../shared/domain/task-models.ts";
import { Drawer } from "../../components/drawer.tsx";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { TaskModelsChoice } from "../../components/task-models-choice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { queryClient, taskModelsQuery } from "../../queries.ts";
import { wholeVisitKey } from "../../visit-keys.ts";
import { useWords } from "../../words.ts";
import { AnalyseAll } from "./analyse-all.tsx";

type VisitModelsProps = { visitId: VisitId; recordings: Recording[]; chosen: TaskModels };

/** Opens the choice of models that answer about the tasks of this visit. */
export function VisitModels(props: VisitModelsProps) {
  const { visitModels } = useWords().words;
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      <button type="button" className="quiet small" onClick={() => setChoosing(true)}>
        {visitModels.choose}
      </button>
      {choosing && (
        <Drawer title={visitModels.choose} onClose={() => setChoosing(false)}>
          <ChooseModels {...props} />
        </Drawer>
      )}
    </>
  );
}

function ChooseModels({ visitId, recordings, chosen }: VisitModelsProps) {
  const { settings, visitModels } = useWords().words;
  const ofSite = useQuery(taskModelsQuery);
  const save = useMutation({
    scope: { id: "visit-models" },
    mutationFn: ({ models, seen }: { models: TaskModels; seen: TaskModels }) =>
      core.visits.setModels({ id: visitId, models, seen }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: wholeVisitKey(visitId) }),
  });
  return (
    <div className="stack">
      <p className="muted small">{visitModels.chooseAbout}</p>
      <Loading query={ofSite} doing={settings.asking}>
        {(site) => (
          <TaskModelsChoice
            chosen={chosen}
            choosable={site.choosable}
            inherited={site.chosen}
            undo={visitModels.asSite}
            onChange={(models, seen) => save.mutateAsync({ models, seen })}
          />
        )}
      </Loading>
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      {recordings.length > 0 && (
        <div>
          <AnalyseAll recordings={recordings} />
        </div>
      )}
    </div>
  );
}
