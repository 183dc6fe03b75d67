/** Words of the settings. */
export const settings = {
  language: "Language",
  appearance: "Appearance",
  theme: "Theme",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  about: "About Bulbar",
  asking: "asking the program",
  modelsRunOn: "Models run on",
  devices: {
    cpu: "processor (CPU)",
    cuda: "NVIDIA graphics (CUDA)",
    directml: "graphics (DirectML)",
    coreml: "Apple (Core ML)",
    webgpu: "graphics (WebGPU)",
    tensorrt: "NVIDIA graphics (TensorRT)",
  },
  withSoxr: (version: string) => `${version} with soxr`,
  noFfmpeg: "not found: only WAV files can be read. Run npm run setup.",
  purpose:
    "A workstation for the assessment of dysarthria in ALS from voice recordings. Recordings and results stay on this computer, in an encrypted file; nothing is sent anywhere.",
};
