// A form with lists, kept as a sealed draft while it is filled in, and sent once.
import { computed, nextTick, ref, watch, type ComputedRef, type Ref } from "vue";
import type { Failure } from "@/api/failure";
import type { Receipt } from "@/api/schema";
import { useFormDraft } from "../form/useFormDraft";
import { useSending } from "../form/useSending";
import { faultsOf } from "../state/foundings";

/** A form in the making. */
export interface Entry<T> {
  entry: Ref<T>;
  ready: Ref<boolean>;
  saved: Ref<boolean | undefined>;
  busy: Ref<boolean>;
  unknown: Ref<boolean>;
  problem: Ref<Failure | undefined>;
  /** What is wrong, by pointer within the form. */
  faults: ComputedRef<Record<string, string>>;
  restore: (version: number, first?: T) => Promise<void>;
  send: (title: string, ask: (key: string) => Promise<Receipt>) => Promise<void>;
}

/** A form by the name of its draft. */
export function useEntry<T extends object>(name: string, empty: () => T): Entry<T> {
  const draft = useFormDraft(name);
  const sending = useSending(draft);
  const entry = ref(empty()) as Ref<T>;
  watch(entry, (now) => (draft.answers.value = { entry: JSON.stringify(now) }), { deep: true });

  async function restore(version: number, first?: T): Promise<void> {
    if (draft.ready.value) return;
    await draft.restore(version, {});
    const kept = draft.answers.value["entry"];
    if (typeof kept === "string") entry.value = JSON.parse(kept) as T;
    else if (first) entry.value = first;
  }

  async function send(title: string, ask: (key: string) => Promise<Receipt>): Promise<void> {
    await sending.attempt({ title, signature: "", ask });
    await nextTick();
    document.querySelector<HTMLElement>("[aria-invalid=true], .fault")?.scrollIntoView({ block: "center" });
    document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }

  return {
    entry,
    ready: draft.ready,
    saved: draft.saved,
    busy: sending.busy,
    unknown: sending.unknown,
    problem: sending.problem,
    faults: computed(() => faultsOf(sending.problem.value)),
    restore,
    send,
  };
}
