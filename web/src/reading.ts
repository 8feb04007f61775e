// Which language somebody reads, remembered on this device. Without vue-i18n: the phone does not load it.

/** The languages of the pages. */
export type Language = "zh-CN" | "en";

const KEY = "gonghui.language";

/** The language that was chosen on this device; else the browser's, where it is not Chinese. */
export function chosen(): Language {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(KEY);
  } catch {
    // Storage may be switched off.
  }
  if (stored === "zh-CN" || stored === "en") return stored;
  return (navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

/** Remembers the language on this device. */
export function remember(next: Language): void {
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // See chosen().
  }
}
