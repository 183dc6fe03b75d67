/** Words around every screen: rail, drawers, menus, the list of keys, notices. */
export const frame = {
  patients: "Patients",
  listening: "Listen",
  batch: "Batch",
  models: "Models",
  users: "Users",
  audit: "Audit trail",
  settings: "Settings",
  mainNavigation: "Main",
  skipToPage: "Skip to the page",
  whereYouAre: "Where you are",
  noSuchPage: "There is no such page",
  backToPatients: "Go back to the list of patients",
  /** In place of a page that could not be drawn. */
  failedScreen: {
    title: "This page cannot be shown",
    kept: "Nothing that was recorded is lost: a take that was running has ended and is kept.",
    again: "Load the page again",
  },
  connectionLost:
    "Connection to the program lost. Trying again; what was stored is safe. If it does not come back, start Bulbar again.",
  connectionRefused:
    "This tab has no session with the program. Open the newest address that Bulbar printed, or start Bulbar again.",
  simulatedModels:
    "Simulated models answer: what they say was learned from synthetic voices, for training staff and for tests only.",
  close: "Close",
  cancel: "Cancel",
  /** On a button that stops what is under way: "measuring … Cancel". */
  cancelDoing: (doing: string) => `${doing} … Cancel`,
  save: "Save",
  remove: "Remove",
  /** The safe answer to "Remove ...?" */
  keep: "Keep",
  stop: "Stop",
  doing: (what: string) => `${what} …`,
  exportOf: (what: string) => `Export ${what}`,
  copyCode: "Copy code and detail",
  copied: "Copied",
  /** Before an error's code and its file in the text for support. */
  code: "code",
  file: "file",
  patient: "Patient",
  notEntered: "not entered",
  banner: { id: "id", born: "born", sex: "sex", onset: "onset", diagnosis: "diagnosis" },
  bornOn: (date: string, years: number) => `${date} (${years} years)`,
  /** Names on the keyboard. */
  keyNames: {
    space: "Space",
    enter: "Enter",
    shift: "Shift",
    control: "Ctrl",
    alt: "Alt",
    home: "Home",
    end: "End",
    escape: "Esc",
    tab: "Tab",
    delete: "Delete",
  },
  /** What this window finds by itself: what happened, and what to do. */
  problems: {
    unexplained: {
      reason: "The program met an error that it has no words for.",
      remedy: "Try again; if it happens again, pass the code and the detail on to support.",
    },
    undrawn: {
      reason: "The program met an error while it drew this page.",
      remedy:
        "Load the page again, or go to another one. If it happens again, pass the code and the detail on to support.",
    },
    cancelled: { reason: "Cancelled.", remedy: "" },
    unreachable: {
      reason: "The file could not be handed to the program, or it changed or was moved meanwhile.",
      remedy: "Check that the file is still there and that Bulbar is running, then try again.",
    },
  },
};
