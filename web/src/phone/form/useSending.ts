// Sending a form once: what runs, what came of it, which answers were found wrong.
import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { useRouter } from "vue-router";
import { asFailure, type Failure } from "@/api/failure";
import type { Receipt } from "@/api/schema";
import { received } from "../state/receipt";
import { send, spendsKey } from "../state/submit";
import type { Answers } from "./answers";
import { faultsByField } from "./faults";
import type { FormDraft } from "./useFormDraft";

/** One attempt: what the receipt is called, what is asked under the draft's key, what must be done before. */
export interface Attempt {
  title: string;
  signature: string;
  ask: (key: string) => Promise<Receipt>;
  /** False where it may not go; it has told why. */
  before?: () => Promise<boolean>;
}

/** A form on its way. */
export interface Sending {
  busy: Ref<boolean>;
  problem: ShallowRef<Failure | undefined>;
  /** Whether nobody knows if it was received. */
  unknown: Ref<boolean>;
  /** Codes of faults by the field's name. */
  faults: ShallowRef<Record<string, string>>;
  answered: (next: Answers) => void;
  refuse: (failed: Failure) => void;
  attempt: (attempt: Attempt) => Promise<void>;
}

/** Sends what a draft holds. */
export function useSending(draft: FormDraft): Sending {
  const router = useRouter();
  const busy = ref(false);
  const problem = shallowRef<Failure>();
  const unknown = ref(false);
  const faults = shallowRef<Record<string, string>>({});

  function answered(next: Answers): void {
    // A changed answer is not the one that was found wrong.
    const kept = Object.entries(faults.value).filter(([name]) => next[name] === draft.answers.value[name]);
    if (kept.length !== Object.keys(faults.value).length) faults.value = Object.fromEntries(kept);
    draft.answers.value = next;
  }

  function refuse(failed: Failure): void {
    problem.value = failed;
    faults.value = faultsByField(failed);
  }

  async function attempt({ title, signature, ask, before }: Attempt): Promise<void> {
    busy.value = true;
    problem.value = undefined;
    faults.value = {};
    unknown.value = false;
    try {
      if (before && !(await before())) return;
      // The key is on the phone before the first byte leaves: after a lost answer the same one is used again.
      await draft.save();
      const outcome = await send(ask, draft.key(), asFailure);
      if (outcome.kind === "received") {
        await draft.drop();
        received.value = { title, receipt: outcome.receipt, signature, at: new Date() };
        await router.replace({ name: "receipt" });
        return;
      }
      if (spendsKey(outcome)) {
        draft.renewKey();
        await draft.save();
      }
      unknown.value = outcome.kind === "unknown" && outcome.failure.kind !== "signed-out";
      refuse(outcome.failure);
    } finally {
      busy.value = false;
    }
  }

  return { busy, problem, unknown, faults, answered, refuse, attempt };
}
