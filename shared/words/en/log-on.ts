/** Words of log-on, set-up, lock and the own password. */
export const logOn = {
  about: "Assessment of dysarthria in ALS from voice recordings, on this computer alone.",
  title: "Log on",
  name: "User",
  nameHint: "It stands in the audit trail beside what you do.",
  password: "Password",
  givenPassword: "Password that you were given",
  oldPassword: "Password until now",
  newPassword: "New password",
  showPassword: "Show the password",
  hidePassword: "Hide the password",
  capsLock: "Caps lock is on.",
  passwordHint: "At least 8 characters; a few words are a good one.",
  /** Of a password that is being chosen. */
  strength: {
    short: "Too short: at least 8 characters.",
    long: "Too long: at most 256 characters.",
    "is-name": "The password is the name.",
    simple: "It repeats the same few characters.",
    fair: "Allowed. From 15 characters on it is hard to guess: add a word.",
    good: "Long enough to be hard to guess.",
  },
  submit: "Log on",
  forgotten: "Password forgotten",
  forgottenTitle: "A new password",
  forgottenPurpose:
    "An administrator can give you a new password under Users. Without one, the recovery key of this data folder sets it.",
  recoveryKeyHint: "Nine groups of four, as printed; case and hyphens do not matter.",
  tooMany: "There were too many wrong passwords.",
  wait: (time: string) => `Try again in ${time}, or ask an administrator for a new password.`,
  waitOver: "You can try again now.",
  locked: "Locked",
  /** Who was there before, and why the page is locked. */
  why: {
    locked: (user: string) => `${user} locked Bulbar.`,
    idle: (user: string) => `Nobody was active, so ${user} was logged off.`,
    ended: (user: string) => `The session of ${user} is over.`,
  },
  inputKept: (user: string) =>
    `Unsaved input is kept for ${user}; it is forgotten when somebody else logs on.`,
  importGoesOn: (user: string) =>
    `The import of ${user} goes on; what is not in yet is given up when somebody else logs on.`,
  warning: (seconds: string) => `Nobody is active: Bulbar locks in ${seconds} s. Unsaved input is kept.`,
  stay: "Stay logged on",
  lock: "Lock",
  account: "My account",
  setUp: "Set up Bulbar",
  setUpPurpose:
    "You become the administrator of this computer's data folder: you add the others, and you can be the only one. Everything is encrypted; your password opens it.",
  takeOverPurpose:
    "An earlier version left a history here. It is taken over as it is, with you as its administrator; its key file, which anybody could read, is removed, and from now on your password opens it.",
  setUpSubmit: "Set up",
  recoveryTitle: "Recovery key",
  recoveryPurpose:
    "It sets a new password when all are forgotten, and whoever has it can read everything: print it or copy it by hand, and lock it away. It is shown this once.",
  recoveryPrint: "Print",
  /** On paper, below the key. */
  recoveryPaper: (user: string, date: string) => `Bulbar, recovery key made by ${user} on ${date}.`,
  recoveryAsk: (number: string) => `Group ${number} of your copy`,
  recoveryAskHint: "Typed from the paper, it shows that the copy is there.",
  recoveryKept: "It is locked away: go on",
  changeTitle: "Choose your password",
  changePurpose: "Somebody else chose the password that you have used.",
  changeSubmit: "Change the password",
};
