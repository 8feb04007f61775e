// What the applicant will read, word for word.

/** As much of a reason as a preview needs. */
export interface ReasonWords {
  text: string;
  next: string;
  /** Above 0 where the code says nothing without one's own words, which then stand instead of it. */
  minText: number;
}

/** Fills the preview's places as the API does: the code's sentence, one's own words behind `note` or instead of it. */
export function fill(template: string, reason: ReasonWords | null, own: string, note: string): string {
  const words = own.trim();
  const text = !reason ? "" : !words ? reason.text : reason.minText > 0 ? words : `${reason.text}${note}${words}`;
  return template.split("{reason}").join(text).split("{next}").join(reason?.next ?? "").trim();
}

/** Characters as people count them: surrogate pairs are one. */
export function characters(text: string): number {
  return [...text.trim()].length;
}
