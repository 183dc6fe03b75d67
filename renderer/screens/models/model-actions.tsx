import { useMutation } from "@tanstack/react-query";
import { ShieldCheck, Trash2 } from "lucide-react";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { modelsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";

type ModelActionsProps = { model: ModelSummary; onRemoved: () => void };

/** Verifies a package; removes it where it was installed by the user. */
export function ModelActions({ model: { id, name, version, origin }, onRemoved }: ModelActionsProps) {
  const {
    words: { frame, modelList },
    say,
  } = useWords();
  const shown = say.modelName(id, name);
  const verify = useMutation({ mutationFn: () => core.models.verify({ id }) });
  const remove = useMutation({
    mutationFn: () => core.models.remove({ id }),
    onSuccess: async () => {
      onRemoved();
      await modelsChanged();
    },
  });
  const problem = verify.error ?? remove.error;
  return (
    <div className="stack">
      <div className="beside">
        <button type="button" disabled={verify.isPending} onClick={() => verify.mutate()}>
          <ShieldCheck size={15} aria-hidden />
          {verify.isPending ? frame.doing(modelList.verifying) : modelList.verify}
        </button>
        {origin === "installed" ? (
          <ConfirmButton
            question={modelList.removeQuestion(shown, version)}
            confirm={frame.remove}
            onConfirm={() => remove.mutate()}
          >
            <Trash2 size={15} aria-hidden />
            {frame.remove}
          </ConfirmButton>
        ) : (
          <span className="muted small">{modelList.cameWithProgram}</span>
        )}
      </div>
      {verify.data && (
        <p className="small" aria-live="polite">
          {modelList.verified(verify.data.device.toUpperCase())}
        </p>
      )}
      {problem && <ProblemNotice problem={toProblem(problem)} />}
    </div>
  );
}
