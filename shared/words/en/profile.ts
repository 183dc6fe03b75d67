/** The profile by subsystem, on screen and in the report. */
export const profile = {
  heading: "Profile",
  key: "left is worse, right is better; dashed box: uncertainty of the limit; hatched: within error; ×: multiples of it",
  subsystem: {
    respiration: "Respiration",
    phonation: "Phonation",
    articulation: "Articulation",
    prosody: "Prosody",
    resonance: "Resonance",
  },
  notAssessed: "not assessed",
  noNorm: "no norm",
  healthy: "Healthy speakers",
  inErrors: (date: string) => (date ? `Since ${date}, in errors` : "Change, in errors"),
  subsystemAndMeasure: "Subsystem and measure",
  limitName: "limit",
  centre: "centre",
  worse: "worse",
  better: "better",
  errors: (times: string) => `${times} ×`,
  verdict: { within: "within", borderline: "borderline", outside: "outside" },
  limit: {
    higher: (limit: string) => `${limit} or less`,
    lower: (limit: string) => `${limit} or more`,
  },
  score: { "alsfrs-speech": "speech", "alsfrs-bulbar": "bulbar", "alsfrs-total": "total" },
  of: (highest: string) => `of ${highest}`,
};
