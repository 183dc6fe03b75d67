/** The small words of numbers, dates, lists and counts. */
export const say = {
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  date: (day: string, month: string, year: string) => `${day} ${month} ${year}`,
  and: (earlier: string, last: string) => `${earlier} and ${last}`,
  or: (earlier: string, last: string) => `${earlier} or ${last}`,
  upTo: (value: string) => `up to ${value}`,
  from: (value: string) => `from ${value}`,
  to: (low: string, high: string) => `${low} to ${high}`,
  /** Counts, by what is counted: one, and any other number. */
  counts: {
    visit: { one: "visit", other: "visits" },
    recording: { one: "recording", other: "recordings" },
    take: { one: "take", other: "takes" },
    measure: { one: "measure", other: "measures" },
    model: { one: "model", other: "models" },
    month: { one: "month", other: "months" },
    day: { one: "day", other: "days" },
    year: { one: "year", other: "years" },
    speaker: { one: "speaker", other: "speakers" },
    syllable: { one: "syllable", other: "syllables" },
    class: { one: "other class", other: "other classes" },
    step: { one: "step", other: "steps" },
    point: { one: "point", other: "points" },
    patient: { one: "patient", other: "patients" },
    channel: { one: "channel", other: "channels" },
    file: { one: "file", other: "files" },
  },
};
