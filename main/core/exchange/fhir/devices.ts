import type { VisitResult } from "../../../../shared/domain/visit-result.ts";
import { modelRemarks } from "../remarks.ts";
import { stableUuid } from "../stable-id.ts";
import { sha256Uri, type Terminology } from "../terminology.ts";
import { ownConcept } from "./coding.ts";
import { type Resource, referenceTo } from "./resource.ts";

/** The program in its version. */
export function programDevice(version: string, terminology: Terminology): Resource {
  return {
    resourceType: "Device",
    id: stableUuid("device", "bulbar", version),
    status: "active",
    deviceName: [{ name: "Bulbar", type: "user-friendly-name" }],
    type: ownConcept("program", terminology),
    version: [{ value: version }],
  };
}

/** A model in its version, named by the hash of its file, with what it learned from and its honest error. */
export function modelDevice(
  { model, version, modelSha256, provenance }: VisitResult,
  program: Resource,
  terminology: Terminology,
): Resource {
  return {
    resourceType: "Device",
    id: stableUuid("device", model, modelSha256),
    identifier: [{ system: sha256Uri, value: modelSha256 }],
    status: "active",
    deviceName: [{ name: model, type: "model-name" }],
    type: ownConcept("model", terminology),
    version: [{ value: version }],
    note: modelRemarks(provenance).map((text) => ({ text })),
    parent: referenceTo(program),
  };
}
