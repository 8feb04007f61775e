// Proves a password to Cognito without sending it (SRP-6a, RFC 5054, as Amazon's own clients do it), so that the
// worker's one-time password never leaves this page. All numbers are fresh for each sign-in.

/** The 3072-bit prime of RFC 5054, appendix A, with generator 2 as Cognito uses it. */
const N = BigInt(
  "0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD" +
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED" +
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F" +
    "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B" +
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510" +
    "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7" +
    "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C" +
    "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
);
const G = 2n;
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** What Cognito asks after the first message. */
export interface Challenge {
  SALT: string;
  SRP_B: string;
  SECRET_BLOCK: string;
  USER_ID_FOR_SRP: string;
}

/** Our half of one sign-in: `a` stays here, `A` is sent. */
export interface Half {
  a: bigint;
  A: string;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** base^exponent mod N. */
export function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = ((base % N) + N) % N;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % N;
    square = (square * square) % N;
  }
  return result;
}

/** Big-endian, with a zero in front where the first bit is set. */
export function padded(value: bigint): Bytes {
  let hex = value.toString(16);
  if (hex.length % 2) hex = `0${hex}`;
  if (/^[89a-f]/i.test(hex)) hex = `00${hex}`;
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function joined(...parts: Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const text = (words: string): Bytes => new TextEncoder().encode(words) as Bytes;
const hash = async (...parts: Bytes[]): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
const number = (bytes: Bytes): bigint => BigInt(`0x${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`);

async function hmac(key: Bytes, message: Bytes): Promise<Bytes> {
  const made = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", made, message));
}

/** Our half, from 256 bits of chance. */
export function half(): Half {
  const a = number(crypto.getRandomValues(new Uint8Array(32)));
  return { a, A: power(G, a).toString(16) };
}

/** An instant as Cognito wants it: `Sun Nov 2 03:04:05 UTC 2026`. */
export function stamp(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(":");
  return `${DAYS[at.getUTCDay()]} ${MONTHS[at.getUTCMonth()]} ${at.getUTCDate()} ${time} UTC ${at.getUTCFullYear()}`;
}

/** The proof that we know the password; `pool` is the part of the pool's id behind the underscore. */
export async function proof(mine: Half, asked: Challenge, pool: string, password: string, at: string): Promise<string> {
  const B = BigInt(`0x${asked.SRP_B}`);
  if (B % N === 0n) throw new Error("the issuer's number is not valid");
  const u = number(await hash(padded(BigInt(`0x${mine.A}`)), padded(B)));
  if (u === 0n) throw new Error("the issuer's number is not valid");
  const inner = await hash(text(`${pool}${asked.USER_ID_FOR_SRP}:${password}`));
  const x = number(await hash(padded(BigInt(`0x${asked.SALT}`)), inner));
  const k = number(await hash(padded(N), padded(G)));
  const S = power(B - k * power(G, x), mine.a + u * x);
  const seed = await hmac(padded(u), padded(S));
  const key = (await hmac(seed, text("Caldera Derived Key\u0001"))).slice(0, 16);
  const block = Uint8Array.from(atob(asked.SECRET_BLOCK), (char) => char.charCodeAt(0));
  const signed = await hmac(key, joined(text(pool + asked.USER_ID_FOR_SRP), block, text(at)));
  return btoa(String.fromCharCode(...signed));
}
