/** Words of log-on, set-up and the own password. */
export const logOn = {
  title: "Log on",
  name: "User",
  password: "Password",
  newPassword: "New password",
  passwordHint: "At least 8 characters; a few words are a good one.",
  submit: "Log on",
  logOff: (user: string) => `Log off ${user}`,
  setUp: "Set up Bulbar",
  setUpPurpose: "Nobody has been set up on this computer's data folder yet. You become its administrator.",
  setUpSubmit: "Set up",
  recoveryTitle: "Recovery key",
  recoveryPurpose:
    "Print it or write it down and lock it away. It sets a new password when all are forgotten, and whoever has it can read everything. It is shown this once.",
  recoveryKept: "It is locked away: go on",
  changeTitle: "Choose your password",
  changePurpose: "Somebody else chose the password that you have used.",
  changeSubmit: "Change the password",
};
