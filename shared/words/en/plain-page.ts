/** The page for the patient: short sentences, no term of the field, nothing that judges a person. */
export const plainPage = {
  title: (date: string) => `Your speech recording, ${date}`,
  documentTitle: (date: string) => `Speech recording of ${date} in plain words`,
  state: "For you to keep",
  done: (date: string, recordings: string) =>
    `On ${date} you spoke into a microphone. A computer program measured ${recordings}.`,
  purpose:
    "The measurements help your doctor to see how speaking changes over time. They do not say which illness somebody has.",
  subsystem: {
    respiration: "Breath for speaking",
    phonation: "Sound of the voice",
    articulation: "Movements of tongue and lips",
    prosody: "Speed of speech",
    resonance: "Resonance",
  },
  norm: {
    within: "This is in the range of healthy people.",
    borderline: "This is at the edge of the range of healthy people.",
    outside: "This is outside the range of most healthy people.",
    none: "There is no agreed range of healthy people for this measurement.",
  },
  changed: {
    worse: (since: string) => `Since ${since} it has changed, towards more difficulty.`,
    better: (since: string) => `Since ${since} it has changed, towards less difficulty.`,
  },
  unchanged: (since: string) =>
    `Since ${since} there is no change that is larger than such measurements vary from day to day.`,
  first: "This is the first measurement. Change can be seen from the next visit on.",
  notCompared: "It cannot be compared with earlier visits this time.",
  doubtful: "The recording was not good enough to be sure.",
  nothing: "From these recordings nothing could be measured this time.",
  closing: [
    "A cold, tiredness, medicines or a noisy room change the voice too. A single measurement says little.",
    "How you get on in conversation matters more than any number here. Ask your doctor or speech therapist what this means for you.",
    "The program is used in research. It makes no diagnosis and replaces no examination.",
  ],
};
