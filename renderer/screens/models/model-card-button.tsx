import { useState } from "react";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { Drawer } from "../../components/drawer.tsx";
import { useWords } from "../../words.ts";
import { ModelDetails } from "./model-details.tsx";

/** The card of a model, with its errors, one click away from its answer. */
export function ModelCardButton({ model }: { model: ModelSummary }) {
  const { words, say } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="quiet small" onClick={() => setOpen(true)}>
        {words.recording.highlight.card}
      </button>
      {isOpen && (
        <Drawer title={say.modelName(model.id, model.name)} onClose={() => setOpen(false)}>
          <ModelDetails model={model} />
        </Drawer>
      )}
    </>
  );
}
