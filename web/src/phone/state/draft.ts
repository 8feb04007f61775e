// A draft lives on the phone only: sealed under a key of this account that cannot leave the browser.
//
// The key is a non-extractable AES-GCM key in IndexedDB, one per account; the sealed text is in localStorage.
// Another account on the same phone has another key, and a copy of the storage is of no use without the browser.
import type { Answers } from "../form/answers";

/** What is kept of an application that is not sent yet. */
export interface Draft {
  readonly matter: string;
  readonly version: number;
  readonly answers: Answers;
  /** The screen that was open. */
  readonly at: number;
  /** Made once, and kept until an answer came: whatever happens between, nothing is sent twice. */
  readonly key: string;
  /** When it was last changed, in milliseconds. */
  readonly savedAt: number;
}

/** Where keys live; replaced in tests. */
export interface KeyStore {
  get(subject: string): Promise<CryptoKey | undefined>;
  put(subject: string, key: CryptoKey): Promise<void>;
  remove(subject: string): Promise<void>;
}

/** A draft that was not touched for this long is thrown away. */
export const KEPT_DAYS = 30;
const PREFIX = "gonghui.draft";

/** Drafts of one account. */
export class Drafts {
  constructor(
    private readonly subject: string,
    private readonly keys: KeyStore,
    private readonly storage: Storage,
  ) {}

  /** The draft of a matter; none when there is none, or when it cannot be opened any more. */
  async read(matter: string): Promise<Draft | undefined> {
    const sealed = this.storage.getItem(this.name(matter));
    const key = sealed ? await this.keys.get(this.subject) : undefined;
    if (!sealed || !key) return undefined;
    const draft = await open(key, sealed, this.name(matter)).catch(() => undefined);
    const tooOld = !draft || Date.now() - draft.savedAt > KEPT_DAYS * 86_400_000;
    if (tooOld) this.storage.removeItem(this.name(matter));
    return tooOld ? undefined : draft;
  }

  /** Keeps a draft in place of the one before. */
  async write(draft: Draft): Promise<void> {
    let key = await this.keys.get(this.subject);
    if (!key) {
      key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
      await this.keys.put(this.subject, key);
    }
    this.storage.setItem(this.name(draft.matter), await seal(key, draft, this.name(draft.matter)));
  }

  /** Throws a draft away. */
  remove(matter: string): void {
    this.storage.removeItem(this.name(matter));
  }

  /** Throws away all drafts of this account, and the key under which they were sealed. */
  async removeAll(): Promise<void> {
    for (const name of Object.keys(this.storage)) {
      if (name.startsWith(`${PREFIX}.${this.subject}.`)) this.storage.removeItem(name);
    }
    await this.keys.remove(this.subject);
  }

  private name(matter: string): string {
    return `${PREFIX}.${this.subject}.${matter}`;
  }
}

async function seal(key: CryptoKey, draft: Draft, name: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(draft));
  const additionalData = new TextEncoder().encode(name);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, text));
  return `${encode(iv)}.${encode(sealed)}`;
}

async function open(key: CryptoKey, sealed: string, name: string): Promise<Draft> {
  const [iv, text] = sealed.split(".").map(decode);
  if (!iv || !text) throw new Error("not a sealed draft");
  const additionalData = new TextEncoder().encode(name);
  const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, text);
  return JSON.parse(new TextDecoder().decode(opened)) as Draft;
}

function encode(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** Keys in the browser's IndexedDB. */
export const browserKeys: KeyStore = {
  get: (subject) => inStore("readonly", (store) => store.get(subject)) as Promise<CryptoKey | undefined>,
  put: async (subject, key) => void (await inStore("readwrite", (store) => store.put(key, subject))),
  remove: async (subject) => void (await inStore("readwrite", (store) => store.delete(subject))),
};

function inStore(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("gonghui", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("keys");
    asked.onerror = () => reject(asked.error ?? new Error("no IndexedDB"));
    asked.onsuccess = () => {
      const database = asked.result;
      const request = act(database.transaction("keys", mode).objectStore("keys"));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("IndexedDB failed"));
      request.transaction?.addEventListener("complete", () => database.close());
    };
  });
}

/** A key for one attempt to create something: random, and free of anything about the person. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
