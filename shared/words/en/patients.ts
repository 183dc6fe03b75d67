/** Words of the list of patients and of the form that enters one. */
export const patients = {
  newPatient: "New patient",
  reading: "reading the patients",
  search: "Search by id or name",
  id: "Id",
  name: "Name",
  age: "Age",
  sex: "Sex",
  onset: "Onset",
  visits: "Visits",
  lastVisit: "Last visit",
  noName: "no name",
  nothingFound: (query: string) =>
    `No patient has “${query}” in the id or the name. Clear the search to see all patients.`,
  none: "No patients yet",
  firstSteps:
    "Start with “New patient”: an id is enough, the birth date and sex let age and sex norms be used. Then add a visit and drop the recordings of the speech tasks on to it.",
  form: {
    code: "Patient id",
    codeHint: "As used in your hospital or study.",
    name: "Name",
    birthDate: "Birth date",
    sex: "Sex",
    sexHint: "Sets pitch range and norms.",
    onset: "Onset",
    onsetHint: "First symptom, as reported.",
    region: "Region of onset",
    diagnosis: "Diagnosis",
    notes: "Notes",
    add: "Add patient",
  },
};
