// What the applicant will read, word for word.

/** As much of a reason as a preview needs. */
export interface ReasonWords {
  code: string;
  text: string;
  next: string;
}

/** Another reason: it says nothing by itself, so one's own words stand instead of it. */
const OTHER = "R99";

/** Fills the preview's places as the API does: the code's sentence, one's own words behind `note` or instead of it. */
export function fill(template: string, reason: ReasonWords | null, own: string, note: string): string {
  const words = own.trim();
  const text = !reason ? "" : !words ? reason.text : reason.code === OTHER ? words : `${reason.text}${note}${words}`;
  return template.split("{reason}").join(text).split("{next}").join(reason?.next ?? "").trim();
}

/** Characters as people count them: surrogate pairs are one. */
export function characters(text: string): number {
  return [...text.trim()].length;
}
