/** Words of what the models say of a visit. */
export const visitModels = {
  title: "Models",
  computing: "joining the models' answers",
  model: "Model and its measured error",
  answer: "Answer for the visit",
  possible: "Still possible",
  vote: "Majority vote",
  otherVersion: (version: string) =>
    `another version (${version}) is installed now; “Analyse all again” uses it`,
  notSure: "not sure",
  notSureMost: (most: string) => `not sure; most probable ${most}`,
  noneOfTheseMost: (most: string) => `not sure, something else was probably said; fits best ${most}`,
  most: (label: string, probability: string) => `${label}, ${probability}`,
  oneRecording: "one recording",
  meanOf: (recordings: string) => `mean of ${recordings}`,
  together: (tasks: string) => `from ${tasks} together`,
  allTogether: "from all tasks together",
  noSet: "no set of classes given",
  possibleAt: (coverage: string, labels: string) => `at ${coverage}: ${labels}`,
  noneFits: "no class fits",
  noSingle: "no answer on single recordings",
  on: (label: string, votes: number, recordings: number, range: string) =>
    `${label} on ${votes} of ${recordings}, ${range}`,
  someNotSure: (vote: string, count: number) => `${vote}, ${count} not sure`,
  range: (low: string, high: string) => `${low} to ${high}`,
  level: (level: string, lowest: number, first: string, highest: number, last: string) =>
    `expected level ${level}, where ${lowest} is ${first} and ${highest} is ${last}`,
  by: (label: string, votes: number, models: string, range: string) =>
    `${label} by ${votes} of ${models}, ${range}`,
  disagree: "the models disagree",
  folded: (screens: number) => `screening for ALS (models: ${screens}) folded: the diagnosis is known`,
  ensemble: (models: string) => `${models} together`,
  /** What of a recording lies outside of what the models learned from. */
  outside: (task: string, facts: string) => `${task} is unlike what the models learned from: ${facts}`,
  unlike: "unlike what was learned from",
  outsideFact: {
    f0: (value: string, lowest: string, highest: string) =>
      `pitch ${value} Hz (learned from ${lowest} to ${highest} Hz)`,
    level: (value: string, lowest: string, highest: string) =>
      `level ${value} dB (learned from ${lowest} to ${highest} dB)`,
    bandwidth: (value: string, lowest: string, highest: string) =>
      `bandwidth ${value} Hz (learned from ${lowest} to ${highest} Hz)`,
    duration: (value: string, lowest: string, highest: string) =>
      `${value} s of voice (learned from ${lowest} to ${highest} s)`,
    distance: (value: string, _lowest: string, highest: string) =>
      `its measures together lie ${value} standard deviations off (none learned from more than ${highest})`,
  },
  eachModel: "what each of them says",
  choose: "Choose models",
  chooseAbout:
    "Which models answer about the tasks of this visit, from the next import or analysis on; other visits keep theirs. Report and pages say that they were chosen.",
  asSite: "As the site",
  besides: "not part of this answer",
  strangers: (figure: string) => `on people whom nothing was learned from: ${figure}`,
  noEnsembleError: "no error was measured of them together",
};
