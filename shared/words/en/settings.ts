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
      "Backups are encrypted and bring their users along: they open, on any computer, with the recovery key of that time, and with a password of that time unless it is bound to this computer. One is made by plan only while somebody is logged on.",
  },
  research: {
    title: "Data for research",
    about:
      "The tables of all patients: measures, answers of the models, ALSFRS-R, treatments. Ids are random and dates are moved; no names, notes, free text or sounds. Rare combinations of age, sex and course may still tell a person apart.",
    joinable: "A later export can be joined with this one",
    joinableHint: "The key to the ids then stays in the history, and goes with the patient.",
    save: "Save as ZIP",
    done: (content: string) => `Handed over: ${content}.`,
    fileName: (date: string) => `bulbar-research-${date}.zip`,
  },
  about: "About Bulbar",
  asking: "asking the program",
  devices: {
    cpu: "processor (CPU)",
    cuda: "NVIDIA graphics (CUDA)",
    directml: "graphics (DirectML)",
    coreml: "Apple (Core ML)",
    webgpu: "graphics (WebGPU)",
    auto: "the fastest that is right",
  },
  forms: {
    title: "Questionnaires and examinations",
    about:
      "Forms of your own, entered at a visit beside the ALSFRS-R: JSON files. For the right to use a questionnaire's texts you answer. What was entered stays when a form is replaced or removed.",
    none: "None has been loaded.",
    example: "Save an example",
    load: "Load a form's file",
    fields: (fields: string) => `fields: ${fields}`,
    removeQuestion: (form: string) => `Remove the form “${form}”? What was entered with it stays.`,
  },
  norms: {
    title: "Norms of this site",
    about:
      "A JSON file with norms of your own speakers, in the form of the program’s. A row of yours judges in place of the program’s rows of the same measure, task and language, on every page, in trend and report, and is marked there; all others stay. Noted in the audit trail.",
    none: "None has been loaded: the program’s norms judge alone.",
    load: "Load a file of norms",
    example: "Save the program’s norms",
    loaded: (file: string, date: string) => `${file}, loaded on ${date}`,
    lists: {
      norms: "Norms",
      typical: "Typical values, without a verdict",
      measurementError: "Errors between days",
    },
    columns: { measure: "Measure", tasks: "Tasks", source: "Source and speakers" },
    remove: "Use the program’s alone",
    removeQuestion: (file: string) =>
      `No longer use ${file}? Every page is then judged by the program’s norms alone.`,
  },
  taskModels: {
    title: "Models by task",
    about:
      "Which models answer about a task at every visit, from the next import or analysis on; for a visit others can be chosen there. What several models say together is said of those that answered. Noted in the audit trail.",
    all: "All again",
    gone: (model: string) => `${model} (does not answer here any more)`,
  },
  simulatedModels: {
    title: "Simulated models",
    answer: "Let models that learned from synthetic voices answer",
    explain:
      "They judge severity in five classes on imports from now on, enter the trend and the report, and are marked on every screen and page. For training staff and for tests only; on patients their answers mean nothing. Noted in the audit trail.",
    on: "On",
    off: "Off",
  },
  modelDevices: {
    title: "Where models run",
    choice: "Models run on",
    by: {
      call: "This program was started for this device.",
      environment: "BULBAR_DEVICE names this device; the setting waits until it is gone.",
      setting: "",
      nobody: "",
    },
    usable: "worth a try; measured with the models that run",
    cpuAlways: "always there; what the others are compared with",
    explain:
      "Each device is tried in a process of its own and used only where it answers as the processor does, and faster.",
    measure: "Measure now",
    measuring: "Stop",
    model: "Model",
    took: (milliseconds: string) => `${milliseconds} ms`,
    notMeasured: "Nothing has been measured on this computer yet.",
    used: "used",
    differs: (difference: string) => `differs by ${difference}`,
    notUsed: "Tried and not used, and why",
    measuredOn: (date: string) => `Measured last on ${date}.`,
  },
  noFfmpeg: "not found: only WAV files can be read.",
  purpose:
    "A workstation for the assessment of dysarthria in ALS from voice recordings. Recordings and results stay on this computer, in an encrypted file; nothing is sent but what a clinician hands on to where an administrator lets it go.",
};
