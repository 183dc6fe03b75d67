/** Words of the report: titles, sentences, legends. */
export const report = {
  title: (date: string) => `Voice assessment, ${date}`,
  documentTitle: (date: string) => `Voice assessment, visit of ${date}`,
  page: (state: string, page: string, pages: string) => `${state}  ·  page ${page} of ${pages}`,
  /** What a report is, on each of its pages. */
  withSimulated: (state: string) => `Simulated models · ${state}`,
  state: { unsigned: "Draft, not signed", signed: "Signed", addendum: "Addendum, signed" },
  manyModels: (count: string) => `${count}, see page with methods`,
  lettersNotPrinted: "Letters that cannot be printed stand as codes: [U+…].",
  born: (date: string, age: string) => `born ${date} (${age} y)`,
  noBirthDate: "birth date not recorded",
  noSex: "sex not recorded",
  facts: {
    diagnosis: "Diagnosis",
    onset: "Onset",
    recordedWith: "Recorded with",
    notes: "Notes",
    indication: "Indication",
    treatments: "Treatments",
  },
  beforeVisit: (date: string, months: string) => `${date}, ${months} before this visit`,
  headings: {
    models: "What the models say",
    measures: "Measures",
    change: "Change over visits",
    sound: "What the sound looks like",
    wholeVisit: "The visit as a whole",
    tasks: "Tasks and quality",
    methods: "How this was made",
    moreChange: "Change over visits, further measures",
    referral: "Referral: alternative communication",
    conclusion: "Conclusion",
    limits: "Limits and intended use",
    signature: "Signature",
    addendum: "Addendum",
  },
  signature: {
    name: "Name",
    time: "Date and time",
    meaning: "Signed as",
    byHand: "Signature",
    meanings: { author: "author", reviewer: "reviewer" },
    /** "5 Oct 2026, 14:05 UTC": a moment that means the same wherever it is read. */
    moment: (date: string, time: string) => `${date}, ${time} UTC`,
    inFile:
      "This file carries a digital signature: a change of it shows in a program that reads PDF signatures.",
  },
  addendum: {
    title: (date: string) => `Addendum to the voice assessment, ${date}`,
    documentTitle: (date: string) => `Addendum to the voice assessment, visit of ${date}`,
    addsTo: "Adds to",
    names: (signer: string, at: string) => `the report signed by ${signer} on ${at}, which stays as it is`,
    hash: "SHA-256 of that report",
  },
  intendedUse: [
    "For research: it measures speech and voice of adults with ALS or suspected ALS and shows change over visits to clinicians who know the patient.",
    "It makes no diagnosis, does not judge swallowing or breathing, and does not replace examination or the ALSFRS-R.",
    "Models were trained on few speakers of one language and one recording setup; elsewhere their error is larger than the figure that stands with them.",
    "A cold, hoarseness, fatigue, medicines, another microphone or room change the voice too: compare only what was recorded alike.",
  ],
  leftOut: {
    label: "Left out",
    text: (parts: string, pages: string) =>
      `For want of room on ${pages} pages: ${parts}. The program shows it.`,
  },
  wholeVisitAside: "measures over several tasks",
  modelsKey: "bar: probability, whisker: range over recordings",
  measuresKey:
    "disc within, diamond borderline, triangle outside the norm; hollow: in doubt; hatched: within error",
  noRecordingShown: "No recording to show.",
  summary: {
    notAnalysed: "No recording of this visit has been analysed.",
  },
  recordings: {
    none: "No recordings.",
    allUsed: (all: string) => `${all}, all used`,
    leftOut: (all: string, used: string, details: string) => `${all}, ${used} used; left out: ${details}`,
    notUsed: "left out",
    more: (recordings: string) =>
      `${recordings} more, for which there is no room here; the program lists all.`,
    choice: {
      "take-in": (reason: string) => `taken in by hand (${reason})`,
      "leave-out": (reason: string) => `left out by hand (${reason})`,
      best: (reason: string) => `chosen as the best take (${reason})`,
    },
    notAnalysedOne: "not analysed",
    ofTask: (task: string, remarks: string) => `${task}: ${remarks}`,
    columns: {
      task: "Task",
      file: "File",
      length: "Length",
      format: "Format",
      snr: "Signal/noise",
      quality: "Quality",
    },
  },
  trend: {
    one: "No trend yet: change can be judged from the second visit, a slope from the third.",
    fromTo: (from: string, to: string) => `${from} to ${to}`,
    key: {
      accepted: "accepted",
      failed: "quality failed",
      error: "measurement error around baseline",
      slope: "slope and 95 % interval",
      norm: "norm",
      breakBefore: "device or version changed",
    },
  },
  measures: {
    none: "No measures were obtained from the recordings of this visit.",
    norms: (list: string) => `Norms: ${list}`,
    columns: {
      name: "Measure and task",
      value: "Value",
      norm: "Norm [source]",
      change: "Change",
      normAndChange: "Norm; change since baseline",
      judged: "Judged",
    },
  },
  models: {
    none: "No model answered on the recordings of this visit.",
    noModels: "no models",
    gone: "no longer installed",
    sentence: (status: string, name: string, answer: string) =>
      `the ${status ? `${status} ` : ""}model ${name} ${answer}`,
    notSure: (probability: string) => `is not sure (highest probability ${probability})`,
    favours: (label: string, probability: string, doubt: string) =>
      `favours ${label} with probability ${probability} (${doubt})`,
    notExcludedAt: (labels: string, coverage: string) => `${labels} not excluded at ${coverage}`,
    excludedAt: (coverage: string) => `all other classes excluded at ${coverage}`,
    inTesting: (metric: string, value: string) => `${metric} ${value} in testing`,
    notSureShort: "Not sure",
    favoursShort: (label: string, probability: string) => `Favours ${label} (${probability})`,
    alsoNotExcluded: (answer: string, others: string) => `${answer}; ${others} not excluded`,
    setLabel: (coverage: string) => `not excluded at ${coverage}`,
    range: (low: string, high: string, recordings: string) => `${low} to ${high} over ${recordings}`,
    notSureOn: (recordings: string) => `Not sure on ${recordings}.`,
    noSet: "This model gives no set of classes that cannot be excluded.",
    votes: (label: string, some: string, all: string) => `${label} on ${some} of ${all}`,
    together: (tasks: string) => `From ${tasks} together`,
    allTasks: "all tasks",
    noSingle: (from: string) => `${from}; no answer on single recordings.`,
    singles: (from: string, votes: string, range: string) =>
      `${from}; single recordings: ${votes}${range ? ` (${range})` : ""}.`,
    fromOne: "From one recording.",
    meanOf: (recordings: string, votes: string) => `Mean of ${recordings}; majority vote: ${votes}.`,
    level: (level: string, range: string, scale: string) => `Expected level ${level}${range} (${scale}).`,
    levelRange: (low: string, high: string) => `, recordings ${low} to ${high}`,
    scale: (lowest: number, first: string, highest: number, last: string) =>
      `${lowest} = ${first}, ${highest} = ${last}`,
    error: (figure: string) => `Measured error: ${figure}.`,
    errorTogether: (figure: string) => `Measured error together: ${figure}.`,
    noErrorTogether: "No error was measured of them together.",
    disagree: (each: string) => `The models disagree: ${each}.`,
    each: (name: string, label: string, probability: string) => `${name}: ${label} ${probability}`,
    ensemble: (count: string, names: string, label: string, probability: string) =>
      `${count} together (${names}): ${label}, joint probability ${probability};`,
    ensembleNotSure: (count: string, names: string, label: string, probability: string) =>
      `${count} together (${names}) are not sure: most probable ${label}, joint probability ${probability};`,
    ensembleSet: (coverage: string, labels: string) => `Not excluded at ${coverage}: ${labels}.`,
    errorOnStrangers: (figure: string) =>
      `Measured error on people whom nothing was learned from: ${figure}.`,
    ensembleVote: (label: string, some: string, all: string, low: string, high: string) =>
      `majority vote ${label}, by ${some} of ${all} (${low} to ${high}).`,
    also: (others: string) => `Also: ${others}. Details in the program.`,
    other: (name: string, status: string, answer: string) => `${name} (${status}): ${answer}`,
    lessProbable: (count: string) => `and ${count} less probable`,
  },
  picture: {
    noMap: "No model gave a map of what it used in this recording.",
    highlighted: (model: string, target: string) =>
      `Highlighted: what pushed the model ${model} towards ${target}; not a finding by itself. Outlined: the strongest 15 % of the highlighted area.`,
    empty: (model: string, target: string) =>
      `Nothing in this recording pushed the model ${model} towards ${target}: its map is empty.`,
    grey: (low: string, high: string) =>
      `Grey: outside the frequencies that the training recordings held (${low}–${high} kHz).`,
    coarse: (steps: string) => `The map has only ${steps} in frequency: read it along time.`,
    noWaveform: "No waveform available.",
    noSpectrogram: "No spectrogram available.",
    waveform: "waveform",
    peak: (level: string) => `peak ${level}`,
    silent: "silent",
    highest: "1 (maximum of the map)",
    scale: (scale: string, white: string, black: string) =>
      `${scale} frequency scale; white ${white} dB, black ${black} dB`,
    scales: { mel: "mel", linear: "linear" },
    activation: "Class activation  0",
    seconds: (value: string) => `${value} s`,
  },
  /** What a picture shows, for those who do not see it. */
  inWords: {
    point: (value: string, date: string) => `${value} on ${date}`,
    course: (name: string, points: string) => `${name}: ${points}`,
    waveform: (seconds: string) => `Waveform over ${seconds} s.`,
    spectrogram: (seconds: string, kilohertz: string, marked: string) =>
      `Spectrogram over ${seconds} s, up to ${kilohertz} kHz. ${marked}`,
    rhythm: (seconds: string, onsets: string) => `Waveform over ${seconds} s with syllable onsets: ${onsets}`,
    vowel: (letter: string, f1: string, f2: string) => `/${letter}/ with F1 ${f1} Hz and F2 ${f2} Hz`,
    vowels: (each: string) => `Vowel chart: ${each}.`,
    probability: (label: string, probability: string) => `${label} ${probability}`,
  },
  rhythm: {
    rate: (rate: string) => `${rate} per s`,
    variation: (variation: string) => `intervals vary by ${variation} %`,
    byHand: "onsets placed by hand",
    found: "onsets found by the program",
  },
  vowels: {
    axes: "F1 down, F2 to the left, Hz",
    axesAndBaseline: "F1 down, F2 to the left, Hz; dashed: baseline",
    lacking: (measures: string, tasks: string) => `${measures}: not measured, ${tasks} not recorded.`,
  },
  methods: {
    labels: {
      program: "Program",
      measures: "Measures",
      part: "Part measured",
      byHand: "By hand",
      digits: "Digits",
      chosen: "Chosen",
      model: "Model",
      notAnswered: "Not answered",
      overRecordings: "Over recordings",
      change: "Change",
      audit: "Audit trail",
    },
    audit: (row: string, hash: string) => `row ${row}, hash ${hash}`,
    overRecordings:
      "Probabilities are means over the visit's recordings with their range; a class counts as not excluded when the conformal set of any recording holds it.",
    program: (version: string, older: string) =>
      `Bulbar ${version}${older ? `; some recordings were analysed with ${older}` : ""}`,
    settings: (dialect: string, pitch: string, formant: string) =>
      `Praat's definitions (${dialect}), pitch ${pitch} Hz, formant ceiling ${formant} Hz`,
    ownRate: (settings: string) => `At the recordings' own sampling rate; ${settings}`,
    orSettings: (one: string, other: string) => `${one}; or ${other}`,
    none: "None.",
    part: (task: string, range: string) => `${task} ${range} s`,
    parts: (parts: string) =>
      `${parts}; of a vowel its phonation, of syllables their train, of speech from first to last sound`,
    byHand: (tasks: string) => `Syllable onsets were placed by hand in: ${tasks}.`,
    wordsByHand: (tasks: string) => `The times of words and sounds were placed by hand in: ${tasks}.`,
    trimmed: (tasks: string) => `Trimmed by hand, the file kept whole; measured is what was kept: ${tasks}.`,
    recognised: (model: string, version: string, figure: string) =>
      `recognised by ${model} ${version}${figure}`,
    recognisedFigure: (metric: string, value: string, protocol: string) =>
      `, ${metric} ${value} in testing (${protocol})`,
    digits: (recognisers: string) => `${recognisers}. It misses some digits of healthy speakers too.`,
    model: (model: string, version: string, hash: string, devices: string, bandwidth: string) =>
      `${model} ${version}, SHA-256 ${hash}…, run on ${devices}${bandwidth}`,
    bandwidth: (low: string, high: string) => `, training recordings held ${low}–${high} kHz`,
    refusal: (words: string, recordings: string) => `${words} (${recordings})`,
    change: (source: string) =>
      `MDC = minimal detectable change at 95 %, 1.96 × the square root of 2 × standard error of measurement. Slope: Theil-Sen, from three accepted visits.${source}`,
    errorFrom: (sources: string) => ` Measurement error from: ${sources}.`,
  },
};
