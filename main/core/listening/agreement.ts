import {
  type Agreement,
  type Heard,
  type HeardMeasure,
  heardMeasures,
  highestOf,
  isLine,
  sentenceIntelligibility,
} from "../../../shared/domain/listening.ts";
import { markOf } from "../findings/heard-value.ts";
import { intraclassCorrelation, weightedKappa } from "./reliability.ts";

/**
 * How well listeners agree on each scale: every two of them over the recordings that both heard, and each with himself over
 * those heard twice in a session. Lines and shares by ICC(2,1), steps by weighted kappa.
 */
export function agreementOf(heard: readonly Heard[]): Agreement[] {
  const listeners = [...new Set(heard.map(({ listener }) => listener))].sort();
  const couples = listeners.flatMap((first, k) =>
    listeners.slice(k).map((second) => [first, second] as const),
  );
  return heardMeasures.flatMap((measure) =>
    couples.flatMap(([first, second]) => {
      const pairs =
        first === second ? repeated(heard, measure, first) : shared(heard, measure, first, second);
      if (pairs.length === 0) return [];
      return [
        { measure, first, second, recordings: pairs.length, reliability: reliabilityOf(measure, pairs) },
      ];
    }),
  );
}

type Pair = readonly [number, number];

function reliabilityOf(measure: HeardMeasure, pairs: readonly Pair[]) {
  return measure === sentenceIntelligibility || isLine(measure)
    ? intraclassCorrelation(pairs)
    : weightedKappa(pairs, highestOf(measure));
}

/** The newest marks of two listeners on each recording that both heard. */
function shared(heard: readonly Heard[], measure: HeardMeasure, first: string, second: string): Pair[] {
  const firstTime = heard.filter(({ isRepeat }) => !isRepeat);
  const [a, b] = [first, second].map((listener) => newestMarks(firstTime, measure, listener));
  return [...a!].flatMap(([recording, mark]): Pair[] => {
    const other = b!.get(recording);
    return other === undefined ? [] : [[mark, other]];
  });
}

/** First and second mark of a listener on each recording heard twice in one session. */
function repeated(heard: readonly Heard[], measure: HeardMeasure, listener: string): Pair[] {
  const own = heard.filter((one) => one.listener === listener);
  const bySession = Map.groupBy(own, ({ sessionId }) => sessionId);
  return [...bySession.values()].flatMap((session) => {
    const first = newestMarks(
      session.filter(({ isRepeat }) => !isRepeat),
      measure,
      listener,
    );
    const second = newestMarks(
      session.filter(({ isRepeat }) => isRepeat),
      measure,
      listener,
    );
    return [...second].flatMap(([recording, mark]): Pair[] => {
      const before = first.get(recording);
      return before === undefined ? [] : [[before, mark]];
    });
  });
}

function newestMarks(heard: readonly Heard[], measure: HeardMeasure, listener: string): Map<string, number> {
  const own = heard.filter((one) => one.listener === listener);
  return new Map(
    own.flatMap((one): [string, number][] => {
      const mark = markOf(one, measure);
      return mark ? [[one.recordingId, mark.value]] : [];
    }),
  );
}
