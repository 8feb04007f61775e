// Identifiers that the client chooses: a stand-in's.

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A new ULID: 48 bits of time, 80 of chance. */
export function ulid(now: number = Date.now(), chance: Uint8Array = crypto.getRandomValues(new Uint8Array(16))): string {
  let time = now;
  let head = "";
  for (let at = 0; at < 10; at += 1) {
    head = (LETTERS[time % 32] ?? "0") + head;
    time = Math.floor(time / 32);
  }
  let tail = "";
  for (const byte of chance.slice(0, 16)) tail += LETTERS[byte % 32] ?? "0";
  return head + tail;
}
