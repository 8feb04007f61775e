// Checking in without a network: the list of who is expected and what was noted lie sealed on this device.
//
// The key is made here, cannot be read out, and never leaves the browser; names are kept masked only.

/** Somebody who is expected. */
export interface Expected {
  /** The code on his card. */
  code: string;
  /** His name, masked. */
  name: string;
  /** His number on the roster. */
  no: number;
  /** Whether he said no. */
  saidNo: boolean;
}

/** A check-in that was noted on this device. */
export interface Noted {
  /** The code. */
  code: string;
  /** When, by this device's clock. */
  at: string;
  /** What the platform said of it; empty until it has it. */
  outcome: "" | "PRESENT" | "ELSEWHERE" | "SAID_NO" | "UNKNOWN";
  /** For another device: which, and when. */
  device?: string | undefined;
  /** When that one noted him. */
  first?: string | undefined;
}

/** What a device keeps of one batch. */
export interface Kept {
  /** What this device is called. */
  device: string;
  /** What the joining is called. */
  title: string;
  /** Who is expected. */
  expected: Expected[];
  /** What was noted. */
  noted: Noted[];
}

const NAME = "gonghui-check-in";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error("no storage"));
  });
}

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const asked = work(database.transaction("kept", mode).objectStore("kept"));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error ?? new Error("no storage"));
    });
  } finally {
    database.close();
  }
}

async function key(): Promise<CryptoKey> {
  const known = await within("readonly", (store) => store.get("key") as IDBRequest<CryptoKey | undefined>);
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await within("readwrite", (store) => store.put(made, "key"));
  return made;
}

/** Keeps a batch on this device. */
export async function keep(batch: string, kept: Kept): Promise<void> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(kept));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(batch) }, await key(), plain);
  await within("readwrite", (store) => store.put({ iv, sealed }, batch));
}

/** What this device keeps of a batch; nothing if it has none. */
export async function kept(batch: string): Promise<Kept | undefined> {
  const found = await within("readonly", (store) => store.get(batch) as IDBRequest<{ iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer } | undefined>);
  if (!found) return undefined;
  const additionalData = new TextEncoder().encode(batch);
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: found.iv, additionalData }, await key(), found.sealed);
  return JSON.parse(new TextDecoder().decode(plain)) as Kept;
}

/** Forgets a batch: after the ceremony nothing of it stays on the device. */
export async function forget(batch: string): Promise<void> {
  await within("readwrite", (store) => store.delete(batch));
}

/** A code as it was scanned or typed, in its one spelling. */
export function codeOf(text: string): string {
  const plain = text.trim().replace(/^gonghui:join:/i, "").replace(/[\s-]/g, "").toUpperCase();
  return plain.replaceAll("O", "0").replaceAll(/[IL]/g, "1");
}
