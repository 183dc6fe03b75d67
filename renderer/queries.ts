import { QueryClient, useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { contract } from "../shared/contract/contract.ts";
import type { AskedPatients, PatientRow } from "../shared/contract/patients.ts";
import { type PatientTrends, receiveTrends } from "../shared/contract/trends.ts";
import { PatientId, VisitId } from "../shared/domain/ids.ts";
import type { PassageLanguage } from "../shared/domain/passage.ts";
import type { Progress } from "../shared/domain/progress.ts";
import { receiveCourses } from "../shared/domain/sent-courses.ts";
import type { VisitRecord } from "../shared/domain/visit-record.ts";
import { core } from "./core-client.ts";
import { useMay } from "./may.ts";
import { isFinding } from "./measure-families.ts";
import { acrossVisitsKey, recordingOfKnownVisit, visitKey, visitsKey } from "./visit-keys.ts";
import { useWords } from "./words.ts";

/** The program is on this machine: queries run with no network, and a failure is shown rather than tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: "always", retry: false, staleTime: 15_000, refetchOnWindowFocus: false },
    mutations: { networkMode: "always", retry: false },
  },
});

/** How many patients are asked for at once. */
export const patientsAtOnce = 100;
export type PatientsAsked = Pick<AskedPatients, "query" | "sort" | "descending" | "show">;

const patientPage = (asked: PatientsAsked, page: number) => ({
  queryKey: ["patients", asked, page],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    core.patients.list({ ...asked, offset: page * patientsAtOnce, limit: patientsAtOnce }, { signal }),
});

/** The first patients that fit, with how many there are; what was asked before stays until they come. */
export const useFirstPatients = (asked: PatientsAsked) =>
  useQuery({ ...patientPage(asked, 0), placeholderData: (previous) => previous });

/** Further pages of patients by their numbers, as far as they have come. */
export function usePatientPages(asked: PatientsAsked, pages: readonly number[]): Map<number, PatientRow[]> {
  const results = useQueries({ queries: pages.map((page) => patientPage(asked, page)) });
  return new Map(results.flatMap(({ data }, k) => (data ? [[pages[k]!, data.rows] as const] : [])));
}

/** The patients that words find, without the archived; what was found before stays until they come. */
export const useFoundPatients = (query: string, limit: number) =>
  useQuery({
    queryKey: ["patients", "found", query, limit],
    queryFn: ({ signal }) => core.patients.list({ query, limit }, { signal }),
    placeholderData: (previous) => previous,
    enabled: useMay()(contract.patients.list) && query.trim() !== "",
  });

/** The keys that who is logged on has chosen. */
export const ownShortcutsQuery = {
  queryKey: ["own-shortcuts"],
  queryFn: ({ signal }: { signal: AbortSignal }) => core.session.shortcuts(undefined, { signal }),
};

/** Whether models of simulated voices answer unasked at this site. */
export const simulatedModelsQuery = {
  queryKey: ["simulated-models"],
  queryFn: ({ signal }: { signal: AbortSignal }) => core.site.simulatedModels(undefined, { signal }),
};

/** Which models answer about each task at this site, and which can be chosen. */
export const taskModelsQuery = {
  queryKey: ["task-models"],
  queryFn: ({ signal }: { signal: AbortSignal }) => core.site.taskModels(undefined, { signal }),
};

/** Questionnaires and examinations that the site has brought. */
export const siteFormsQuery = {
  queryKey: ["site-forms"],
  queryFn: ({ signal }: { signal: AbortSignal }) => core.site.forms(undefined, { signal }),
};

export const usePatient = (id: string) =>
  useQuery({ queryKey: ["patient", id], queryFn: ({ signal }) => core.patients.get({ id }, { signal }) });

/** The charts that are looked at first; of who may see them: nothing is asked for others. */
export const useFirstCourses = (patientId: string) =>
  useQuery({
    queryKey: ["trends", patientId, "first"],
    queryFn: async ({ signal }) => {
      const { courses } = await core.trends.first({ patientId }, { signal });
      return { courses: receiveCourses(courses) };
    },
    enabled: useMay()(contract.trends.first),
  });

/** All courses; `isNext`: what is looked at first is there, and does not wait for them. */
export const useTrends = (patientId: string, isNext = true) =>
  useQuery({
    queryKey: ["trends", patientId],
    queryFn: async ({ signal }) => receiveTrends(await core.trends.get({ patientId }, { signal })),
    select: withoutModelInputs,
    enabled: useMay()(contract.trends.get) && isNext,
  });

function withoutModelInputs(trends: PatientTrends): PatientTrends {
  return { ...trends, courses: trends.courses.filter(isFinding) };
}

export const useVisit = (id: string) =>
  useQuery({
    queryKey: visitKey(id, "record"),
    queryFn: ({ signal }) => core.visits.get({ id }, { signal }),
  });

/** A visit as it was last answered; none where it was never asked for. */
export const knownVisit = (id: string) => queryClient.getQueryData<VisitRecord>(visitKey(id, "record"));

/** What a visit says, and what is being done for it: AVQI and ABI take seconds the first time; leaving the screen ends that. Nothing is asked for who may not see it. */
export function useVisitFindings(id: string | undefined) {
  const [stage, setStage] = useState<Progress | null>(null);
  const query = useQuery({
    queryKey: visitKey(id, "findings"),
    queryFn: async ({ signal }) => {
      for await (const event of await core.visits.findings({ id: id ?? "" }, { signal })) {
        if (event.type === "done") return event.visit;
        setStage(event);
      }
      throw new Error("The findings of the visit ended without a result.");
    },
    enabled: useMay()(contract.visits.findings) && id !== undefined,
  });
  return { data: query.data, error: query.error, stage };
}

/** The recordings of a visit in small, as soon as they have come; nothing is asked for who may not see them. */
export function useThumbnails(visitId: string) {
  const { data = [] } = useQuery({
    queryKey: visitKey(visitId, "thumbnails"),
    queryFn: ({ signal }) => core.recordings.thumbnails({ visitId: VisitId.parse(visitId) }, { signal }),
    enabled: useMay()(contract.recordings.thumbnails),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}

/** Reports of a visit, or of all visits of a patient. */
export const useReports = (of: { visitId: string } | { patientId: string }) =>
  useQuery({
    queryKey: acrossVisitsKey("reports", of),
    queryFn: ({ signal }) => core.reports.list(of, { signal }),
  });

/** Where the visits of a patient stand; a signature changes it as a recording does. */
export const useHandOffs = (patientId: string) =>
  useQuery({
    queryKey: acrossVisitsKey("reports", "hand-offs", patientId),
    queryFn: ({ signal }) => core.visits.handOffs({ patientId: PatientId.parse(patientId) }, { signal }),
  });

/** What waits for whom; whatever is done to a visit changes it. */
export const useWorklist = () =>
  useQuery({
    queryKey: acrossVisitsKey("worklist", "due"),
    queryFn: ({ signal }) => core.worklist.get(undefined, { signal }),
  });

/** The unsigned visits that changed, of the newest `most`, and how far they are judged; leaving the screen ends that. */
export function useChangedVisits(most: number) {
  const [fraction, setFraction] = useState(0);
  const query = useQuery({
    queryKey: acrossVisitsKey("worklist", "changed", most),
    queryFn: async ({ signal }) => {
      for await (const event of await core.worklist.changed({ most }, { signal })) {
        if (event.type === "done") return event;
        setFraction(event.fraction);
      }
      throw new Error("The judging of the visits ended without a result.");
    },
  });
  return { data: query.data, error: query.error, fraction };
}

/** After the site has set when visits are due. */
export const worklistChanged = () => queryClient.invalidateQueries({ queryKey: acrossVisitsKey("worklist") });

/** After a report was signed or handed out. */
export const reportsChanged = () => queryClient.invalidateQueries({ queryKey: acrossVisitsKey("reports") });

/** Where the visit was open before, its recording is shown until the core has answered. */
export const useRecording = (id: string) =>
  useQuery({
    queryKey: ["recording", id],
    queryFn: ({ signal }) => core.recordings.get({ id }, { signal }),
    placeholderData: () => recordingOfKnownVisit(queryClient, id),
  });

export const useModels = () =>
  useQuery({ queryKey: ["models"], queryFn: ({ signal }) => core.models.list(undefined, { signal }) });

export const siteTextsQuery = {
  queryKey: ["site-texts"],
  queryFn: ({ signal }: { signal: AbortSignal }) => core.site.texts(undefined, { signal }),
};

/** The texts of the program and of the site. */
export const usePassages = () =>
  useQuery({
    queryKey: ["passages"],
    queryFn: async ({ signal }) => [
      ...(await core.passages.list(undefined, { signal })),
      ...(await queryClient.ensureQueryData(siteTextsQuery)),
    ],
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The protocols, with the texts of the reader's language, and for a visit the sentences that its patient is to read. */
export function useProtocols(visitId?: string) {
  const language: PassageLanguage = useWords().language === "de" ? "de" : "en";
  return useQuery({
    queryKey: ["protocols", language, visitId],
    queryFn: ({ signal }) => core.site.protocols({ language, visitId }, { signal }),
  });
}

/** Refreshes what depends on a visit's recordings after one was added, changed or removed. */
export async function recordingsChanged() {
  const touched = [visitsKey, ["recording"], ["trends"], ["patient"], ["patients"]];
  await Promise.all(touched.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

/** Refreshes what shows who a patient is: all that depends on the recordings shows it, too. */
export const patientChanged = () => recordingsChanged();

/** Refreshes the courses after the clinic has chosen others. */
export const trendSetChanged = () => queryClient.invalidateQueries({ queryKey: ["trends"] });

/** Refreshes pictures and playing of a recording of which another part is kept. */
export async function soundChanged(id: string) {
  const drawn = ["waveform", "spectrogram", "explanation", "playback"];
  await Promise.all(drawn.map((key) => queryClient.invalidateQueries({ queryKey: [key, id] })));
}

/** Refreshes what shows a patient's treatments. */
export async function treatmentsChanged() {
  await Promise.all(["patient", "trends"].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
}

/** Refreshes what depends on the models at hand after one was added or removed. */
export async function modelsChanged() {
  const touched = ["models", "model-card", "task-models", "trends"];
  await Promise.all(touched.map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
}
