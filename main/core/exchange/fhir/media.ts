import type { Recording } from "../../../../shared/domain/recording.ts";
import { stableUuid } from "../stable-id.ts";
import { sha256Uri, type Terminology } from "../terminology.ts";
import { hl7Concept, ownConcept } from "./coding.ts";
import { present, type Resource, referenceTo } from "./resource.ts";

/** A recording by its hash, length and task; its sound stays in the history. */
export function recordingMedia(
  recording: Recording,
  about: { patient: Resource; date: string; microphone: string; terminology: Terminology },
): Resource {
  const { id, task, sha256, bytes, fileName, analysis } = recording;
  return {
    resourceType: "Media",
    id: stableUuid("recording", id),
    identifier: [{ system: sha256Uri, value: sha256 }],
    status: "completed",
    type: hl7Concept("media-type", "audio", "Audio"),
    reasonCode: [ownConcept(task, about.terminology)],
    subject: referenceTo(about.patient),
    createdDateTime: about.date,
    ...present("deviceName", about.microphone),
    ...present("duration", analysis?.audio.durationSeconds),
    content: { title: fileName, size: bytes },
  };
}
