import { useMutation } from "@tanstack/react-query";
import { ShieldCheck, Trash2 } from "lucide-react";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { modelsChanged } from "../../queries.ts";

type ModelActionsProps = { model: ModelSummary; onRemoved: () => void };

/** Verifies a package; removes it where it was installed by the user. */
export function ModelActions({ model: { id, name, version, origin }, onRemoved }: ModelActionsProps) {
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
          {verify.isPending ? "verifying …" : "Verify"}
        </button>
        {origin === "installed" ? (
          <ConfirmButton
            question={`Remove ${name} ${version}? Its answers that are stored stay.`}
            confirm="Remove"
            onConfirm={() => remove.mutate()}
          >
            <Trash2 size={15} aria-hidden />
            Remove
          </ConfirmButton>
        ) : (
          <span className="muted small">Came with the program, cannot be removed.</span>
        )}
      </div>
      {verify.data && (
        <p className="small" aria-live="polite">
          The hash of every file and the answer to the self-test are right, on{" "}
          {verify.data.device.toUpperCase()}.
        </p>
      )}
      {problem && <ProblemNotice problem={toProblem(problem)} />}
    </div>
  );
}
