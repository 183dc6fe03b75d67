import { useQuery } from "@tanstack/react-query";
import { RecordingId, VisitId } from "../../../shared/domain/ids.ts";
import { TaskId } from "../../../shared/domain/task.ts";
import { core } from "../../core-client.ts";
import { acrossVisitsKey } from "../../visit-keys.ts";
import type { comparePlace } from "./compare-path.ts";

export type AskedComparison = ReturnType<typeof comparePlace>;

/** Two visits or takes beside each other; null where there is no visit before. A part of an address that is no task asks for none. */
export const useComparison = (asked: AskedComparison | null) =>
  useQuery({
    queryKey: acrossVisitsKey("comparison", asked),
    queryFn: ({ signal }) => {
      const { a = null, b = "", task = null, takeA = null, takeB = null } = asked ?? {};
      return core.visits.compare(
        {
          a: a === null ? null : VisitId.parse(a),
          b: VisitId.parse(b),
          task: TaskId.safeParse(task).data ?? null,
          takeA: takeA === null ? null : RecordingId.parse(takeA),
          takeB: takeB === null ? null : RecordingId.parse(takeB),
        },
        { signal },
      );
    },
    enabled: asked !== null,
    placeholderData: (previous) => previous,
  });
