import type { Words } from "../shape.ts";

export const settings: Words["settings"] = {
  language: "Sprache",
  appearance: "Darstellung",
  theme: "Farben",
  themes: { system: "Wie das System", light: "Hell", dark: "Dunkel" },
  about: "Über Bulbar",
  asking: "Das Programm wird gefragt",
  modelsRunOn: "Modelle rechnen auf",
  devices: {
    cpu: "Prozessor (CPU)",
    cuda: "NVIDIA-Grafikkarte (CUDA)",
    directml: "Grafikkarte (DirectML)",
    coreml: "Apple (Core ML)",
    webgpu: "Grafikkarte (WebGPU)",
    tensorrt: "NVIDIA-Grafikkarte (TensorRT)",
  },
  withSoxr: (version) => `${version} mit soxr`,
  noFfmpeg: "nicht gefunden: Nur WAV-Dateien lassen sich lesen. Führen Sie npm run setup aus.",
  purpose:
    "Ein Arbeitsplatz zur Beurteilung der Dysarthrie bei ALS anhand von Sprachaufnahmen. Aufnahmen und Befunde bleiben in einer verschlüsselten Datei auf diesem Computer; nichts wird irgendwohin gesendet.",
};
