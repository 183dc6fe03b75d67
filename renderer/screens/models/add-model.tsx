import { useMutation } from "@tanstack/react-query";
import { PackagePlus } from "lucide-react";
import { type ChangeEvent, useRef, useState } from "react";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { type Problem, toProblem } from "../../problem.ts";
import { modelsChanged } from "../../queries.ts";
import { uploadFile } from "../../upload.ts";

/** Installs a `.bulbar-model` file; a wrong or tampered one is refused with the reason. */
export function AddModel() {
  const chooser = useRef<HTMLInputElement>(null);
  const [abort, setAbort] = useState<AbortController | null>(null);
  const [fraction, setFraction] = useState(0);
  const add = useMutation({
    mutationFn: async ({ file, signal }: { file: File; signal: AbortSignal }) => {
      const uploadId = await uploadFile(file, signal, setFraction);
      return core.models.add({ uploadId, fileName: file.name }, { signal });
    },
    onSuccess: modelsChanged,
  });
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    target.value = "";
    if (!file) return;
    const controller = new AbortController();
    setAbort(controller);
    setFraction(0);
    add.mutate({ file, signal: controller.signal });
  };
  const failed = add.error && !abort?.signal.aborted;
  return (
    <div className="stack">
      <div className="beside">
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".bulbar-model"
          aria-label="Model package"
          onChange={choose}
        />
        {add.isPending ? (
          <button type="button" onClick={() => abort?.abort()}>
            {fraction < 1 ? `reading the file, ${Math.round(fraction * 100)} %` : "checking the package"} …
            Cancel
          </button>
        ) : (
          <button type="button" className="primary" onClick={() => chooser.current?.click()}>
            <PackagePlus size={16} aria-hidden />
            Add a model
          </button>
        )}
        <span className="muted small" aria-live="polite">
          {add.data
            ? `${add.data.name} ${add.data.version} was checked and installed.`
            : "A .bulbar-model file; its schema, the hash of every file and its self-test are checked first."}
        </span>
      </div>
      {failed && <ProblemNotice problem={refusal(add.error, add.variables?.file.name)} />}
    </div>
  );
}

/** The program knows the upload by another name than the person. */
const refusal = (error: unknown, file: string | undefined): Problem => ({
  ...toProblem(error),
  ...(file && { file }),
});
