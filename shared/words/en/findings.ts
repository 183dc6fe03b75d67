/** Words on norms, changes and the visit as a whole, keyed by the codes of `shared/domain/{finding,norm}.ts`. */
export const findings = {
  change: {
    "exceeds-measurement-error": "change exceeds measurement error",
    "within-measurement-error": "within measurement error",
    "beyond-short-term-error-only":
      "beyond the scatter within one visit; variation from day to day is not known",
    "no-error-known": "error not known",
  },
  /** The same beside a number, in a word or two. */
  changeTag: {
    "exceeds-measurement-error": "exceeds measurement error",
    "within-measurement-error": "within measurement error",
    "beyond-short-term-error-only": "beyond short-term error",
    "no-error-known": "error not known",
  },
  direction: { better: "better", worse: "worse" },
  errorKind: {
    published: "published",
    "own-line": "scatter about this patient's own line",
    repeats: "repeats within one visit",
  },
  notJudged: {
    "no-value": "no value",
    "first-visit": "first visit with this measure",
    "is-baseline": "baseline",
    "doubtful-takes": "not judged: recording quality",
    "device-changed": "starts anew: microphone changed",
    "settings-changed": "starts anew: settings changed",
    "definition-changed": "starts anew: definition of the measure changed",
    "model-changed": "starts anew: model changed",
    "listeners-changed": "starts anew: other listeners",
    "no-error-known": "error not known",
  },
  norm: {
    within: "within the norm",
    borderline: "borderline",
    outside: "outside the norm",
    none: "no norm known",
  },
  /** The norm's limit: values on the other side are outside. */
  limit: {
    higher: (limit: string) => `norm up to ${limit}`,
    lower: (limit: string) => `norm from ${limit}`,
  },
  source: (source: string, population: string, speakers: string) =>
    `${[source, population].filter(Boolean).join("; ")}${speakers && `, n = ${speakers}`}`,
  normOfSite: (told: string) => `${told} (norms of this site)`,
  since: (date: string) => `since ${date}`,
  sinceMean: (visits: string, date: string) => `since the mean of ${visits} from ${date}`,
  timesError: (times: string) => `${times} times the measurement error`,
  timesShortTerm: (times: string) => `${times} times the scatter within one visit`,
  error: (kind: string, source: string) => `(${[kind, source].filter(Boolean).join(", ")})`,
  takesLeftOut: (left: string, all: string, reasons: string) => `${left} of ${all} left out: ${reasons}`,
  doubtful: (reasons: string) => `doubtful: ${reasons}`,
  doubtfulOnly: "doubtful",
  noValue: (reasons: string) => `no value: ${reasons}`,
  noValueOnly: "no value",
  placedByHand: "times placed by hand",
  trimmedByHand: (from: string, to: string) => `trimmed by hand to ${from}–${to} s of the file`,
  /** The visit's sentence. */
  progression: {
    "first-visit": "First visit with measures: change cannot be judged yet.",
    "cannot-be-judged": "Change cannot be judged.",
    "no-change-detected": "No change detected.",
    "possible-change": "Possible change, to be confirmed at the next visit.",
    "likely-change": "Likely change.",
  },
  progressionSince: {
    "first-visit": (_since: string) => "First visit with measures: change cannot be judged yet.",
    "cannot-be-judged": (since: string) => `Change since ${since} cannot be judged.`,
    "no-change-detected": (since: string) => `No change detected since ${since}.`,
    "possible-change": (since: string) =>
      `Possible change since ${since}, to be confirmed at the next visit.`,
    "likely-change": (since: string) => `Likely change since ${since}.`,
  },
  noOverallChange: (since: string) =>
    `No overall change detected since ${since}: single measures exceed their error, as some do by chance.`,
  judged: (measures: string) => `${measures} judged.`,
  worse: (names: string) => `Worse: ${names}.`,
  better: (names: string) => `Better: ${names}.`,
  more: (count: string) => `${count} more`,
  notSeen: (names: string) => `Could not have been seen: ${names}.`,
  detectable: (names: string) => `Would have been found in 80 of 100 patients: ${names}.`,
  byAtLeast: (name: string, value: string) => `${name} by ${value}`,
  outsideNorm: (names: string) => `Outside the norm: ${names}.`,
  noneOutside: "No measure outside its norm.",
  /** A measure in the visit's sentence: its value, the change and how that stands to the error. */
  named: (name: string, from: string, to: string, times: string) => `${name} ${from} to ${to} (${times})`,
  valueAgainst: (name: string, value: string, limit: string) => `${name} ${value} (${limit})`,
  score: (name: string, score: string, highest: string) => `${name} ${score} of ${highest}`,
  scoreChange: (score: string, change: string, since: string) => `${score} (${change} ${since})`,
  /** Where the rate of a read passage lies in print; never a diagnosis. */
  rateStratum: {
    "rate-above-160": "Rate of reading above 160 words a minute (Stipancic et al. 2018).",
    "rate-120-to-160": "Rate of reading between 120 and 160 words a minute (Stipancic et al. 2018).",
    "rate-below-120":
      "Rate of reading below 120 words a minute, where intelligibility begins to fall in many (Stipancic et al. 2018).",
    "rate-and-intelligibility-kept":
      "Rate above 150 words a minute and intelligibility above 96 %, as without bulbar signs (Front Neurol 2021;12:664713).",
    "rate-slow-intelligibility-kept":
      "Rate below 150 words a minute, intelligibility kept above 96 % (Front Neurol 2021;12:664713).",
    "rate-slow-intelligibility-reduced":
      "Rate below 150 words a minute and intelligibility below 96 % (Front Neurol 2021;12:664713).",
  },
};
