import type { Course } from "../../../../shared/domain/course.ts";

type Wanted = readonly [measure: string, ...tasks: string[]];

/** Charts that are shown first, a slot each: of the alternatives the first that the patient has. */
const slots: readonly (readonly Wanted[])[] = [
  [
    ["speaking-rate-wpm", "reading"],
    ["speaking-rate", "reading", "digits", "free"],
  ],
  [["alsfrs-speech", "alsfrs-r"]],
  [["alsfrs-bulbar", "alsfrs-r"]],
  [["ddk-rate", "ddk-pataka", "ddk-ta", "ddk-pa", "ddk-ka"]],
  [["pause-ratio", "reading", "digits", "free"]],
  [
    ["f0-sd", "vowel-a"],
    ["cpps", "vowel-a"],
  ],
];

const most = 6;

/** The clinic's set of charts; slots that the patient lacks are filled with what tracks ALS best of the rest. */
export function clinicSet(courses: readonly Course[]): Course[] {
  const chosen = slots.flatMap((slot) => firstOf(slot, courses) ?? []);
  const rest = courses.filter((one) => !chosen.includes(one) && one.points.length > 1);
  return [...chosen, ...rest].slice(0, Math.max(most, chosen.length));
}

function firstOf(slot: readonly Wanted[], courses: readonly Course[]): Course | undefined {
  for (const [measure, ...tasks] of slot)
    for (const task of tasks) {
      const found = courses.find((one) => one.id === measure && one.task === task);
      if (found) return found;
    }
  return undefined;
}

/** The set first, then the others in their order; what was measured once comes after what has a course. */
export function setFirst(courses: readonly Course[]): Course[] {
  const set = clinicSet(courses);
  const others = courses.filter((one) => !set.includes(one));
  const isCourse = ({ points }: Course) => points.length > 1;
  return [...set, ...others.filter(isCourse), ...others.filter((one) => !isCourse(one))];
}
