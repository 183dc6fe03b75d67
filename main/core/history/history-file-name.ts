/** Name inside the data folder. */
export const historyFileName = "history.db";
