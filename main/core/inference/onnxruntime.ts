/**
 * The one door to onnxruntime: every other file takes it from here (a test walks the imports). onnxruntime-node 1.30
 * carries Microsoft's telemetry, on unless told otherwise, which writes to the user's home and temporary folder and
 * looks up an event collector; `library-environment.ts`, evaluated first, switches it off.
 */
import "./library-environment.ts";
import { env } from "onnxruntime-node";

/** Version of the library that runs the models, "1.30.0". */
export const onnxruntimeVersion: string = env.versions.node ?? env.versions.common;

export { InferenceSession, listSupportedBackends, Tensor } from "onnxruntime-node";
