// What the applicant will read, word for word.

/** As much of a reason as a preview needs. */
export interface ReasonWords {
  text: string;
  next: string;
}

/** Fills the preview's places with the chosen reason, the officer's own words beside or instead of it. */
export function fill(template: string, reason: ReasonWords | null, own: string): string {
  const words = own.trim();
  const text = reason ? [reason.text, words].filter(Boolean).join(" ") : words;
  return template.split("{reason}").join(text).split("{next}").join(reason?.next ?? "").trim();
}

/** Characters as people count them: surrogate pairs are one. */
export function characters(text: string): number {
  return [...text.trim()].length;
}
