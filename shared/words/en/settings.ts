/** Words of the settings. */
export const settings = {
  language: "Language",
  appearance: "Appearance",
  theme: "Theme",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  backup: {
    title: "Backups",
    folder: "Folder for backups",
    folderHint:
      "A folder on another disk, a stick or a share, written in full. One backup a day while Bulbar runs; empty: none by itself.",
    keep: "How many are kept",
    save: "Save the plan",
    now: "Back up now",
    done: "The backup was made and read again from end to end.",
    last: "Last backup",
    check: "Last full check",
    moment: (date: string, time: string) => `${date}, ${time}`,
    made: (moment: string, file: string, size: string) => `${moment}: ${file}, ${size}`,
    failed: (moment: string) => `The backup of ${moment} failed; it is tried again every hour.`,
    none: "none yet",
    notPlanned: "none; no folder has been chosen",
    whole: (moment: string) => `${moment}: the history is whole`,
    damaged: (moment: string) => `${moment}: the history is damaged; restore the last backup`,
    keyNeeded:
      "Backups are encrypted and bring their users along: they open, on any computer, with the password that a user had when they were made, or with the recovery key of that time. One is made by plan only while somebody is logged on.",
  },
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
  noFfmpeg: "not found: only WAV files can be read.",
  purpose:
    "A workstation for the assessment of dysarthria in ALS from voice recordings. Recordings and results stay on this computer, in an encrypted file; nothing is sent but what a clinician hands on to where an administrator lets it go.",
};
