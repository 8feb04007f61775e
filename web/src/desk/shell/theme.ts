// Light, dark or as the system; remembered on this device.
import { ref } from "vue";

/** The choices. */
export type Theme = "system" | "light" | "dark";

const KEY = "gonghui.theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");

function read(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}

/** What is chosen. */
export const theme = ref<Theme>(read());

/** Whether the page is dark now; charts follow it. */
export const isDark = ref(false);

/** Puts the choice on the document, and follows the system. */
export function applyTheme(): void {
  const put = (): void => {
    isDark.value = theme.value === "dark" || (theme.value === "system" && dark.matches);
    document.documentElement.classList.toggle("dark", isDark.value);
  };
  dark.addEventListener("change", put);
  put();
}

/** Chooses and remembers. */
export function chooseTheme(next: Theme): void {
  theme.value = next;
  isDark.value = next === "dark" || (next === "system" && dark.matches);
  document.documentElement.classList.toggle("dark", isDark.value);
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Storage may be switched off: the choice then lasts as long as the page.
  }
}
