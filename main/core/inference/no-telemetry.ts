/**
 * Switches off the telemetry of onnxruntime for this process and all that it starts. The library reads the process's
 * own environment, which only the main thread writes: a worker has a copy. So whoever starts a worker that runs models
 * imports this before (`start-core.ts`), on every platform. Off, the library no longer parses the command line either,
 * of which 20 kB overflowed a worker's stack.
 */
process.env.ORT_DISABLE_TELEMETRY = "1";
