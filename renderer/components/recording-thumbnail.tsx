import type { Recording } from "../../shared/domain/recording.ts";
import { useThumbnails } from "../queries.ts";
import { Thumbnail } from "./thumbnail.tsx";

/** A stored recording in small, so that it is known again among its siblings; nothing until it has come. */
export function RecordingThumbnail({ recording: { id, visitId } }: { recording: Recording }) {
  const thumbnail = useThumbnails(visitId).find(({ recording }) => recording === id)?.thumbnail;
  return thumbnail ? <Thumbnail {...thumbnail} /> : null;
}
