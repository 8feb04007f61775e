// What this phone knows: whether it is shared, whether it is online, whose drafts it keeps.
import { onMounted, onUnmounted, ref, shallowRef, type Ref } from "vue";
import { session, signOut } from "@/auth/session";
import { browserKeys, Drafts } from "./draft";
import type { Answers } from "../form/answers";

const SHARED = "gonghui.shared";

/** Whether this is a shared phone (公用手机): nothing is kept, and one is signed out after the receipt. */
export const shared = ref(readShared());

/** Says whose phone this is, for as long as the tab is open. */
export function setShared(value: boolean): void {
  shared.value = value;
  try {
    if (value) sessionStorage.setItem(SHARED, "1");
    else sessionStorage.removeItem(SHARED);
  } catch {
    // Storage may be switched off: then nothing is kept anyway.
  }
}

function readShared(): boolean {
  try {
    return sessionStorage.getItem(SHARED) === "1";
  } catch {
    return false;
  }
}

/** The drafts of the signed-in account; none on a shared phone or for a guest. */
export function myDrafts(): Drafts | undefined {
  const subject = session.value?.subject;
  if (!subject || shared.value || typeof indexedDB === "undefined") return undefined;
  return new Drafts(subject, browserKeys, localStorage);
}

/** Leaves: no session, no draft, nothing of this account stays on the phone. */
export async function leave(): Promise<void> {
  const subject = session.value?.subject;
  if (subject && typeof indexedDB !== "undefined") {
    await new Drafts(subject, browserKeys, localStorage).removeAll().catch(() => undefined);
  }
  carried.value = undefined;
  setShared(false);
  await signOut();
}

/** Answers that go from the check to the application: in memory only. */
export const carried = shallowRef<{ matter: string; answers: Answers }>();

/** Whether the phone is online, as the browser says. */
export function useOnline(): Ref<boolean> {
  const online = ref(navigator.onLine);
  const update = (): void => void (online.value = navigator.onLine);
  onMounted(() => {
    window.addEventListener("online", update);
    window.addEventListener("offline", update);
  });
  onUnmounted(() => {
    window.removeEventListener("online", update);
    window.removeEventListener("offline", update);
  });
  return online;
}
