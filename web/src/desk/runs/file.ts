// Files inside answers and requests: base64 to the officer's device and back.
import type { FileView } from "@/api/schema";

/** The most that one upload may hold, by the API. */
export const MOST_BYTES = 4 * 1024 * 1024;

/** The bytes of a base64 text. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** The base64 text of bytes. */
export function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** Saves a file of an answer to the officer's device. */
export function saveFile(file: FileView): void {
  const url = URL.createObjectURL(new Blob([bytesOf(file.content)], { type: file.mediaType }));
  const link = document.createElement("a");
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789-+";

/** A password that nobody guesses and that can be read out: twenty signs without look-alikes. */
export function password(chance: Uint8Array = crypto.getRandomValues(new Uint8Array(64))): string {
  const fair = Math.floor(256 / SIGNS.length) * SIGNS.length;
  return [...chance].filter((byte) => byte < fair).slice(0, 20).map((byte) => SIGNS[byte % SIGNS.length]).join("");
}

/** Whether the API takes it: at least twelve visible ASCII characters. */
export const passwordFits = (text: string): boolean => /^[\x21-\x7e]{12,}$/.test(text);
