import { useMutation } from "@tanstack/react-query";
import { BadgeCheck, ShieldCheck, ShieldOff, Trash2 } from "lucide-react";
import { contract } from "../../../shared/contract/contract.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { Permitted } from "../../components/permitted.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { modelsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";

export type ModelActionsProps = {
  model: ModelSummary;
  /** The model as it is now; null when it was removed. */
  onChanged: (model: ModelSummary | null) => void;
};

/** Verifies a package; trusts and removes one that was installed by the user. */
export function ModelActions({ model, onChanged }: ModelActionsProps) {
  const { id, name, version, origin } = model;
  const {
    words: { frame, modelList },
    say,
  } = useWords();
  const shown = say.modelName(id, name);
  const verify = useMutation({ mutationFn: () => core.models.verify({ id }) });
  const remove = useMutation({
    mutationFn: () => core.models.remove({ id }),
    onSuccess: async () => {
      onChanged(null);
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
          <Permitted to={contract.models.remove}>
            <TrustButton model={model} onChanged={onChanged} />
            <ConfirmButton
              question={modelList.removeQuestion(shown, version)}
              confirm={frame.remove}
              onConfirm={() => remove.mutate()}
            >
              <Trash2 size={15} aria-hidden />
              {frame.remove}
            </ConfirmButton>
          </Permitted>
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

/** This site's word on a stranger's package, asked for once more before it counts. */
function TrustButton({ model: { id, name, version, trusted }, onChanged }: ModelActionsProps) {
  const {
    words: { modelList },
    say,
  } = useWords();
  const shown = say.modelName(id, name);
  const trust = useMutation({
    mutationFn: () => core.models.trust({ id, trusted: !trusted }),
    onSuccess: async (model) => {
      onChanged(model);
      await modelsChanged();
    },
  });
  const question = trusted ? modelList.withdrawQuestion : modelList.trustQuestion;
  const label = trusted ? modelList.withdrawTrust : modelList.trust;
  return (
    <>
      <ConfirmButton
        key={String(trusted)}
        question={question(shown, version)}
        confirm={label}
        onConfirm={() => trust.mutate()}
      >
        {trusted ? <ShieldOff size={15} aria-hidden /> : <BadgeCheck size={15} aria-hidden />}
        {label}
      </ConfirmButton>
      {trust.error && <ProblemNotice problem={toProblem(trust.error)} />}
    </>
  );
}
