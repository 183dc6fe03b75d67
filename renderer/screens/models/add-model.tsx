import { useMutation } from "@tanstack/react-query";
import { PackagePlus } from "lucide-react";
import { type ChangeEvent, useRef, useState } from "react";
import type { HandedFile } from "../../../shared/contract/shell.ts";
import { modelPackageSuffix } from "../../../shared/domain/model-manifest.ts";
import { HandedNotice } from "../../components/handed-notice.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { releaseHandedFiles, takeHandedFiles, useHandedFiles } from "../../handed-files.ts";
import { type Problem, toProblem } from "../../problem.ts";
import { modelsChanged } from "../../queries.ts";
import { type SendableFile, uploadFile } from "../../upload.ts";
import { useWords } from "../../words.ts";

/** Installs a `.bulbar-model` file; a wrong or tampered one is refused with the reason. */
export function AddModel() {
  const { words, say } = useWords();
  const { frame, modelList, shell } = words;
  const chooser = useRef<HTMLInputElement>(null);
  const [abort, setAbort] = useState<AbortController | null>(null);
  const [fraction, setFraction] = useState(0);
  const add = useMutation({
    mutationFn: async ({ file, signal }: { file: SendableFile; signal: AbortSignal }) => {
      const uploadId = await uploadFile(file, signal, setFraction);
      return core.models.add({ uploadId, fileName: file.name }, { signal });
    },
    onSuccess: modelsChanged,
    onSettled: (_added, _error, { file }) => {
      if (!(file instanceof File)) releaseHandedFiles([file]);
    },
  });
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    target.value = "";
    if (file) install(file);
  };
  const install = (file: SendableFile) => {
    const controller = new AbortController();
    setAbort(controller);
    setFraction(0);
    add.mutate({ file, signal: controller.signal });
  };
  const handed = useHandedFiles("model");
  const installHanded = (file: HandedFile) => {
    takeHandedFiles([file]);
    install(file);
  };
  const failed = add.error && !abort?.signal.aborted;
  return (
    <div className="stack">
      {handed.map((file) => (
        <HandedNotice key={file.id} files={[file]}>
          <button
            type="button"
            className="primary"
            disabled={add.isPending}
            onClick={() => installHanded(file)}
          >
            {shell.handed.install(file.name)}
          </button>
        </HandedNotice>
      ))}
      <div className="beside">
        <input
          ref={chooser}
          type="file"
          hidden
          accept={modelPackageSuffix}
          aria-label={modelList.package}
          onChange={choose}
        />
        {add.isPending ? (
          <button type="button" onClick={() => abort?.abort()}>
            {frame.cancelDoing(
              fraction < 1 ? modelList.readingFile(say.percent(fraction)) : modelList.checkingPackage,
            )}
          </button>
        ) : (
          <button type="button" className="primary" onClick={() => chooser.current?.click()}>
            <PackagePlus size={16} aria-hidden />
            {modelList.add}
          </button>
        )}
        <span className="muted small" aria-live="polite">
          {add.data
            ? modelList.installed(say.modelName(add.data.id, add.data.name), add.data.version)
            : modelList.addHint}
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
