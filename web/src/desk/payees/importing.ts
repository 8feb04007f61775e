// An import as it goes on: a file, what it would do, what it did. Nothing is written before the dry run was seen.
import { computed, ref, shallowRef } from "vue";
import { call } from "@/api/client";
import { asFailure, type Failure } from "@/api/failure";
import type { ImportLine, ImportOutcome, ImportView, RegisterName } from "@/api/schema";
import { MOST_BYTES, base64Of } from "../runs/file";

/** What is wrong with a file before it is sent. */
export type FileFault = "kind" | "empty" | "large" | "unreadable";

/** What can be told from name and size. */
export function fileFault(file: { name: string; size: number }): FileFault | null {
  if (!/\.(csv|xlsx)$/i.test(file.name)) return "kind";
  if (file.size === 0) return "empty";
  return file.size > MOST_BYTES ? "large" : null;
}

/** Whether an import left the register as it was. */
export function nothingNew(view: ImportView): boolean {
  const { added, changed, refused, unchanged } = view.counts;
  return added === 0 && changed === 0 && refused === 0 && unchanged > 0;
}

/** What several calls of one import did, as one. */
export function together(before: ImportView | undefined, now: ImportView): ImportView {
  if (!before) return now;
  const [one, two] = [before.counts, now.counts];
  const counts = { added: one.added + two.added, changed: one.changed + two.changed, unchanged: one.unchanged + two.unchanged, refused: one.refused + two.refused };
  return { ...now, counts, lines: [...before.lines, ...now.lines] };
}

/** The most refused lines that are carried from call to call; a file with more is mended first. */
export const MOST_REFUSED = 5000;

const ORDER: readonly ImportOutcome[] = ["REFUSED", "CHANGED", "ADDED", "UNCHANGED"];

/** Lines with what needs a look first: refused, then with notes, then the rest as in the file. */
export function inOrder(lines: readonly ImportLine[]): ImportLine[] {
  const rank = (line: ImportLine): number => (line.outcome === "REFUSED" ? 0 : line.notes.length ? 1 : 2 + ORDER.indexOf(line.outcome));
  return [...lines].sort((one, two) => rank(one) - rank(two) || one.line - two.line);
}

/** One import from file to result. */
export function useImport() {
  const register = ref<RegisterName>("MODEL_WORKER");
  const name = ref("");
  const fault = ref<FileFault | null>(null);
  const dry = shallowRef<ImportView>();
  const real = shallowRef<ImportView>();
  const failure = shallowRef<Failure>();
  const busy = ref<"dry" | "real">();
  /** How far it is: rows done, and rows of the file. */
  const progress = ref<{ done: number; rows: number }>();
  let content = "";
  const view = computed(() => real.value ?? dry.value);

  function forget(): void {
    content = "";
    name.value = "";
    fault.value = null;
    dry.value = undefined;
    real.value = undefined;
    failure.value = undefined;
  }

  async function choose(file: File): Promise<void> {
    forget();
    name.value = file.name;
    fault.value = fileFault(file);
    if (fault.value) return;
    try {
      content = base64Of(new Uint8Array(await file.arrayBuffer()));
    } catch {
      fault.value = "unreadable";
      return;
    }
    await send(true);
  }

  /** The same file twice changes nothing, so one without an answer is simply sent again. */
  async function send(dryRun: boolean): Promise<void> {
    if (busy.value || !content) return;
    busy.value = dryRun ? "dry" : "real";
    failure.value = undefined;
    try {
      let got: ImportView | undefined;
      let from: number | undefined = 0;
      while (from !== undefined) {
        const earlier = (got?.lines ?? []).filter((line) => line.outcome === "REFUSED").slice(0, MOST_REFUSED).map(({ line, notes }) => ({ line, note: notes.join("\n").slice(0, 2000) }));
        const body = { register: register.value, fileName: name.value, content, dryRun, from, earlier };
        const next: ImportView = await call((api) => api.POST("/v1/payees/imports", { body }));
        got = together(got, next);
        from = next.next;
        progress.value = { done: got.lines.length, rows: next.rows };
      }
      if (dryRun) dry.value = got;
      else real.value = got;
    } catch (thrown) {
      failure.value = asFailure(thrown);
    } finally {
      busy.value = undefined;
      progress.value = undefined;
    }
  }

  return { register, name, fault, dry, real, view, failure, busy, progress, choose, send, forget };
}
