// A roster's file on its way: what can be told before it is sent, its hash, its pieces.
import { ref, shallowRef } from "vue";
import { call } from "@/api/client";
import { asFailure, type Failure } from "@/api/failure";
import type { RosterKind, RosterView } from "@/api/schema";
import { ulid } from "../pure/ulid";
import { base64Of } from "../runs/file";

/** The most that a roster's file may hold, by the API. */
export const MOST = 12 * 1024 * 1024;

/** What is wrong with a file before it is sent. */
export type FileFault = "kind" | "empty" | "large" | "unreadable";

/** What can be told from name and size. */
export function fileFault(file: { name: string; size: number }): FileFault | null {
  if (!/\.(csv|xlsx)$/i.test(file.name)) return "kind";
  if (file.size === 0) return "empty";
  return file.size > MOST ? "large" : null;
}

/** SHA-256 as hexadecimal digits. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One upload. A piece without an answer is sent again by `again`: a repeat writes the same. */
export function useSending() {
  const fault = ref<FileFault | null>(null);
  const failure = shallowRef<Failure>();
  const busy = ref(false);
  const sent = ref<{ no: number; count: number }>();
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  let asked: { union: string; kind: RosterKind; fileName: string } | undefined;
  let key = "";

  async function choose(file: File, union: string, kind: RosterKind): Promise<RosterView | undefined> {
    fault.value = fileFault(file);
    failure.value = undefined;
    if (fault.value) return undefined;
    busy.value = true;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      fault.value = "unreadable";
      busy.value = false;
      return undefined;
    }
    asked = { union, kind, fileName: file.name };
    key = ulid();
    return again();
  }

  async function again(): Promise<RosterView | undefined> {
    if (!bytes || !asked) return undefined;
    const [content, request] = [bytes, asked];
    busy.value = true;
    failure.value = undefined;
    try {
      const body = { ...request, size: content.length, sha256: await sha256(content) };
      const roster = await call((api) => api.POST("/v1/rosters", { body, params: { header: { "Idempotency-Key": key } } }));
      if (roster.state !== "UPLOADED") return roster;
      for (let no = 1; no <= roster.chunks; no += 1) {
        sent.value = { no, count: roster.chunks };
        const piece = content.subarray((no - 1) * roster.chunkBytes, no * roster.chunkBytes);
        const params = { path: { id: roster.id, no: String(no) } };
        await call((api) => api.PUT("/v1/rosters/{id}/chunks/{no}", { params, body: { content: base64Of(piece) } }));
      }
      return await call((api) => api.POST("/v1/rosters/{id}/check", { params: { path: { id: roster.id } } }));
    } catch (thrown) {
      failure.value = asFailure(thrown);
      return undefined;
    } finally {
      busy.value = false;
      sent.value = undefined;
    }
  }

  return { fault, failure, busy, sent, choose, again };
}
