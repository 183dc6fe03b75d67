/** Words of the audit trail, on the page and the command line. */
export const audit = {
  whole: (rows: string, head: string) => `The audit trail is whole: ${rows} rows, the last ${head}.`,
  row: (number: string, fault: string) => `row ${number}: ${fault}`,
  faults: {
    changed: "was changed, or rows before it were removed",
    cut: "rows were cut from the end",
    "rolled-back":
      "the history is not the newest one: an older copy was put in its place, or rows were rewritten",
    "head-missing": "the file of the trail's head was removed",
    "clock-set-back": "the clock was set back before it",
  },
  columns: { number: "row", at: "when", actor: "who", action: "action", subject: "what", detail: "detail" },
  exported: (file: string, rows: string) => `${file}: ${rows} rows`,
  title: "Audit trail",
  introduction:
    "Who did what, and when. Each row is bound to the one before: what is changed, removed or cut off is seen.",
  reading: "reading the trail",
  checking: "checking every row",
  check: "Check the trail",
  save: "Save as CSV",
  /** Of the file that is saved. */
  fileName: (date: string) => `bulbar-audit-${date}.csv`,
  filters: "Rows shown",
  who: "Who",
  everybody: "everybody",
  action: "Action",
  every: "every",
  patient: "Patient id",
  from: "From",
  until: "Until",
  show: "Show",
  none: "No row is like that.",
  older: "Older rows",
  erased: "erased",
  actions: { read: "read", create: "created", update: "changed", delete: "removed", export: "exported" },
  head: (number: string, hash: string) => `Last row ${number}: ${hash}`,
  headHint: "Reports print it: a trail that was rewritten later does not fit to them.",
};
