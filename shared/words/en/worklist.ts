/** Words of the worklist: what waits for whom. */
export const worklist = {
  title: "Worklist",
  reading: "reading what waits",
  groups: {
    changed: "Changed, not signed",
    due: "Next visit due",
    toReview: "To review",
    toSign: "To sign",
    incomplete: "Incomplete",
  },
  about: {
    changed: "Last visits with a possible or likely change against the baseline.",
    due: "By the time since the last visit.",
    toReview: "Recorded and analysed; nobody has begun the report.",
    toSign: "The report is begun, or the visit was changed after it was signed.",
    incomplete: "Something is not recorded or not analysed.",
  },
  none: {
    changed: "No unsigned visit changed beyond error.",
    due: "No visit is due.",
    toReview: "Nothing to review.",
    toSign: "Nothing to sign.",
    incomplete: "No visit is incomplete.",
  },
  interval: "Next visit after",
  noInterval: "not set",
  months: (months: string) => `${months} months`,
  month: "1 month",
  askInterval: "Choose after how long a visit is due at this clinic; then patients appear here.",
  dueSince: (due: string, last: string) => `due ${due}, last seen ${last}`,
  shownOf: (shown: string, total: string) => `The first ${shown} of ${total} are shown.`,
  judging: (percent: string) => `Judging the visits, ${percent}`,
  judgedOf: (judged: string, waiting: string) =>
    `The newest ${judged} of ${waiting} unsigned visits were judged.`,
  judgeAll: "Judge all",
};
