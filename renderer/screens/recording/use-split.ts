import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TakePiece } from "../../../shared/domain/take-piece.ts";
import { core } from "../../core-client.ts";
import { draftOf, forgetDraft, keepDraft } from "../../drafts.ts";
import { recordingsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { useReanalysis } from "./use-reanalysis.ts";

/** A recording of several takes on its way to being split; what it was split into, and the way back. */
export type Split = {
  /** The pieces as they are marked; null while nothing is being split. */
  pieces: readonly TakePiece[] | null;
  /** Proposes pieces by the pauses, in place of those that are marked. */
  propose: () => void;
  change: (step: (pieces: readonly TakePiece[]) => readonly TakePiece[]) => void;
  close: () => void;
  make: () => void;
  cancel: () => void;
  /** What is being done in words; null while nothing is. */
  stage: string | null;
  /** The takes that it was split into. */
  takes: readonly Recording[];
  takeBack: () => void;
  isPending: boolean;
  error: unknown;
};

export function useSplit({ id, choice }: Recording): Split {
  const { words, say } = useWords();
  const [pieces, setPieces] = useDraft(id);
  const propose = useMutation({
    mutationFn: () => core.recordings.suggestPieces({ id }),
    onSuccess: setPieces,
  });
  const making = useReanalysis(() => setPieces(null));
  const takes = useQuery({
    queryKey: ["recording", id, "pieces"],
    queryFn: ({ signal }) => core.recordings.pieces({ id }, { signal }),
    // only what was left out can have been split
    enabled: choice?.decision === "leave-out",
  });
  const takeBack = useMutation({
    mutationFn: () => core.recordings.join({ id }),
    onSuccess: recordingsChanged,
  });
  return {
    pieces,
    propose: () => propose.mutate(),
    change: (step) => setPieces((now) => now && [...step(now)]),
    close: () => setPieces(null),
    make: () => {
      if (!pieces) return;
      const reason = words.recording.split.reason(say.count(pieces.length, "take"));
      making.run((signal) => core.recordings.split({ id, pieces: [...pieces], reason }, { signal }));
    },
    cancel: making.cancel,
    stage: making.stage,
    takes: (choice?.decision === "leave-out" && takes.data) || [],
    takeBack: () => takeBack.mutate(),
    isPending: propose.isPending || takeBack.isPending,
    error: making.error ?? propose.error ?? takeBack.error,
  };
}

/** Pieces that were marked and not made yet, so that a look elsewhere does not lose them. */
function useDraft(id: string) {
  const key = `split:${id}`;
  const [pieces, setPieces] = useState<TakePiece[] | null>(() => JSON.parse(draftOf(key) ?? "null"));
  useEffect(() => {
    if (pieces) keepDraft(key, JSON.stringify(pieces));
    else forgetDraft(key);
  }, [key, pieces]);
  return [pieces, setPieces] as const;
}
