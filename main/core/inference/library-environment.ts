/**
 * What onnxruntime and the libraries below it read from the process's own environment, which only the main thread
 * writes: a worker has a copy. So whoever starts a worker that runs models imports this before (`start-core.ts`), on
 * every platform.
 */

// No telemetry. Off, the library no longer parses the command line either, of which 20 kB overflowed a worker's stack.
process.env.ORT_DISABLE_TELEMETRY = "1";
// Full fp32 on CUDA: TF32 moves probabilities by up to 2.3e-3, and no answer would be the CPU's.
process.env.NVIDIA_TF32_OVERRIDE = "0";
