// The answers of a form while they are filled in, kept on the phone as a sealed draft.
import { onUnmounted, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { freshKey, type Draft } from "../state/draft";
import { myDrafts, shared } from "../state/device";
import type { Answers } from "./answers";

/** A form in the making. */
export interface FormDraft {
  answers: ShallowRef<Answers>;
  /** The screen that was open when the draft was kept, from 1. */
  at: Ref<number>;
  /** Whether the draft was looked for: only then may it be written over. */
  ready: Ref<boolean>;
  /** Whether the last change is on the phone; undefined where nothing is kept. */
  saved: Ref<boolean | undefined>;
  /** The key of the attempt to send; kept until an answer came. */
  key: () => string;
  /** The next attempt is another one. */
  renewKey: () => void;
  restore: (version: number, first: Answers) => Promise<boolean>;
  /** Keeps it now; before anything is sent. */
  save: () => Promise<void>;
  drop: () => Promise<void>;
}

/** After this pause in typing the draft is kept. */
const PAUSE_MS = 250;

/** A draft by name: a matter's code, or an amendment of one application. */
export function useFormDraft(name: string): FormDraft {
  const answers = shallowRef<Answers>({});
  const at = ref(1);
  const ready = ref(false);
  const saved = ref<boolean>();
  let key = freshKey();
  let version = 0;
  let dropped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function save(): Promise<void> {
    clearTimeout(timer);
    const drafts = myDrafts();
    if (!ready.value || dropped || !drafts) return;
    const draft: Draft = { matter: name, version, answers: answers.value, at: at.value, key, savedAt: Date.now() };
    try {
      await drafts.write(draft);
      saved.value = true;
    } catch {
      saved.value = false;
    }
  }

  async function restore(current: number, first: Answers): Promise<boolean> {
    version = current;
    const draft = await myDrafts()
      ?.read(name)
      .catch(() => undefined);
    const fits = draft?.version === current;
    answers.value = fits ? { ...first, ...draft.answers } : first;
    if (fits) {
      at.value = draft.at;
      key = draft.key;
      saved.value = true;
    }
    ready.value = true;
    return fits;
  }

  async function drop(): Promise<void> {
    dropped = true;
    clearTimeout(timer);
    myDrafts()?.remove(name);
    saved.value = undefined;
  }

  watch([answers, at], () => {
    if (!ready.value) return;
    saved.value = undefined;
    clearTimeout(timer);
    timer = setTimeout(() => void save(), PAUSE_MS);
  });
  onUnmounted(() => void save());
  watch(shared, (now) => {
    if (now) myDrafts()?.remove(name);
  });

  return {
    answers,
    at,
    ready,
    saved,
    key: () => key,
    renewKey: () => {
      key = freshKey();
    },
    restore,
    save,
    drop,
  };
}
