// What a page shows, kept fresh while one looks at it: a failed refresh loses nothing that was read before.
import { onBeforeUnmount, onMounted, ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { asFailure, type Failure } from "@/api/failure";

const REFRESH_MS = 20_000;
/** While the machine is at work and nobody is waited for. */
const SOON_MS = 4_000;

/** Something read from the API and read again by itself. */
export interface Live<T> {
  data: ShallowRef<T | undefined>;
  failure: ShallowRef<Failure | undefined>;
  busy: Ref<boolean>;
  /** When it was read last. */
  at: Ref<string | undefined>;
  /** Reads it again; the last asked wins. */
  load: () => Promise<void>;
  /** Forgets it, for another thing on the same page. */
  forget: () => void;
}

/**
 * Reads at once, every twenty seconds, and when the page comes into sight again; sooner where `soon` says that what was
 * read is about to change by itself.
 */
export function useLive<T>(ask: () => Promise<T>, soon: (data: T) => boolean = () => false, soonMs = SOON_MS): Live<T> {
  const data = shallowRef<T>();
  const failure = shallowRef<Failure>();
  const busy = ref(false);
  const at = ref<string>();
  let turn = 0;
  let gone = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(): Promise<void> {
    const own = ++turn;
    busy.value = true;
    try {
      const got = await ask();
      if (own !== turn) return;
      data.value = got;
      failure.value = undefined;
      at.value = new Date().toISOString();
    } catch (thrown) {
      if (own === turn) failure.value = asFailure(thrown);
    } finally {
      if (own === turn) busy.value = false;
    }
  }

  function forget(): void {
    turn += 1;
    data.value = undefined;
    failure.value = undefined;
    busy.value = false;
  }

  const seen = (): void => {
    if (document.visibilityState === "visible" && !busy.value) void load();
  };
  function again(): void {
    clearTimeout(timer);
    if (gone) return;
    timer = setTimeout(() => {
      seen();
      again();
    }, data.value !== undefined && soon(data.value) ? soonMs : REFRESH_MS);
  }
  onMounted(() => {
    void load().then(again);
    document.addEventListener("visibilitychange", seen);
  });
  onBeforeUnmount(() => {
    turn += 1;
    gone = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", seen);
  });
  return { data, failure, busy, at, load, forget };
}
