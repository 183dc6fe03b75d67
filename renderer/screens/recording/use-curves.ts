import { useQuery } from "@tanstack/react-query";
import type { ContourKind } from "../../../shared/contract/recordings.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { Curves } from "../../charts/picture-curves.tsx";
import { core } from "../../core-client.ts";
import { useViewSetting } from "../../view-settings.ts";

/** The curves that are switched on, as far as they have come; none of a recording that was not analysed. */
export function useCurves({ id, analysis }: Recording): Curves {
  const [overlays] = useViewSetting("overlays");
  const isOn = (name: (typeof overlays)[number]) => analysis !== null && overlays.includes(name);
  const contour = (of: ContourKind) => ({
    queryKey: ["recording", id, "contour", of],
    queryFn: ({ signal }: { signal: AbortSignal }) => core.recordings.contour({ id, of }, { signal }),
    enabled: isOn(of),
  });
  const pitch = useQuery(contour("pitch"));
  const intensity = useQuery(contour("intensity"));
  const formants = useQuery(contour("formants"));
  const pulses = useQuery({
    queryKey: ["recording", id, "pulses"],
    queryFn: ({ signal }) => core.recordings.pulses({ id }, { signal }),
    enabled: isOn("pulses"),
  });
  const pauses = useQuery({
    queryKey: ["recording", id, "pauses"],
    queryFn: ({ signal }) => core.recordings.pauses({ id }, { signal }),
    enabled: isOn("pauses"),
  });
  return {
    pitch: isOn("pitch") ? pitch.data : null,
    intensity: isOn("intensity") ? intensity.data : null,
    formants: isOn("formants") ? formants.data : null,
    pulses: isOn("pulses") ? pulses.data : null,
    pauses: isOn("pauses") ? pauses.data : null,
  };
}
