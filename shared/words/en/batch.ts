/** Words of the batch screen: many recordings analysed where they lie. */
export const batch = {
  title: "Batch",
  introduction:
    "Analyses the recordings of a folder of this computer where they lie. Nothing of them comes into the history of a patient; results are files in a folder of your choice, and are not encrypted.",
  source: "Folder of the recordings",
  sourceHint:
    "Written in full, with all folders below it; or a table (CSV) with the columns file, task, sex, age, passage.",
  results: "Folder for the results",
  resultsHint: "It is made where there is none. A batch that was begun there goes on.",
  chooseFolder: "Choose folder…",
  task: "Task",
  guessed: "by each file's name",
  withModels: "Models answer too",
  look: "See what would be done",
  looking: "looking through the folder",
  plan: "What would be done",
  files: (files: string) => `${files} to be analysed.`,
  done: (done: string) => `${done} of them have been analysed already and are not analysed again.`,
  allDone: "All of them have been analysed.",
  unknown: (files: string) =>
    `No name tells the task of ${files}: these are not measured. Choose the task above where it is the same for all.`,
  first: (count: string) => `The first ${count} are shown.`,
  start: "Start",
  goOn: "Go on",
  run: "How far it is",
  beginning: "analysing the first recording",
  stopped: "Stopped. Nothing that was done is lost; “Go on” does the rest, also after a new start of Bulbar.",
  finished: "All recordings are done.",
  rows: "Results",
  reading: "reading the results",
  show: "Show",
  choices: { all: "All", failures: "Without result" },
  none: { all: "There are no results yet.", failures: "All recordings have a result." },
  columns: {
    number: "No.",
    file: "File",
    task: "Task",
    length: "Length",
    quality: "Quality",
    answers: "Models",
  },
  save: "Save as CSV",
  /** Of the file that is saved. */
  fileName: (date: string) => `bulbar-batch-${date}.csv`,
  answered: "Answered by, with the error that was measured:",
  answer: (label: string, probability: string) => `${label} ${probability}`,
  notSure: (answer: string) => `not sure (${answer})`,
  noDoubts: "no doubts",
  /** One line, rewritten in place. */
  progress: (done: string, all: string, failed: string, rate: string) =>
    `${done} of ${all}, ${failed} failed, ${rate} per s`,
  remaining: (duration: string) => `${duration} left`,
};
