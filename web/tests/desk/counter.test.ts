import { createHash, createHmac, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { half, padded, power, proof, stamp } from "@/desk/counter/srp";
import { formOf, setupFault, type Setup } from "@/desk/counter/worker";

const hash = (...parts: Uint8Array[]) => createHash("sha256").update(Buffer.concat(parts)).digest();
const big = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
const N = power(-1n, 1n) + 1n;

/** The issuer's side of SRP, written from the other end: it knows the verifier, never the password. */
async function signsIn(password: string, stored: string): Promise<boolean> {
  const pool = "8GoUi3n2K";
  const user = "26ac0b0e-user";
  const salt = big(new Uint8Array([1, ...randomBytes(15)]));
  const verifier = power(2n, big(hash(padded(salt), hash(Buffer.from(`${pool}${user}:${stored}`)))));
  const b = big(randomBytes(64));
  const k = big(hash(padded(N), padded(2n)));
  const B = (k * verifier + power(2n, b)) % N;
  const mine = half();
  const block = randomBytes(40);
  const at = stamp(new Date("2026-11-02T03:04:05Z"));
  const asked = { SALT: salt.toString(16), SRP_B: B.toString(16), SECRET_BLOCK: block.toString("base64"), USER_ID_FOR_SRP: user };
  const signed = await proof(mine, asked, pool, password, at);
  const A = BigInt(`0x${mine.A}`);
  const u = big(hash(padded(A), padded(B)));
  const S = power(A * power(verifier, u), b);
  const seed = createHmac("sha256", padded(u)).update(padded(S)).digest();
  const key = createHmac("sha256", seed).update("Caldera Derived Key\u0001").digest().subarray(0, 16);
  return createHmac("sha256", key).update(pool + user).update(block).update(at).digest("base64") === signed;
}

describe("the worker's sign-in at the counter", () => {
  it("proves the right password and no other", async () => {
    expect(await signsIn("a2secret-secret", "a2secret-secret")).toBe(true);
    expect(await signsIn("a2secret-secreT", "a2secret-secret")).toBe(false);
  });

  it("writes the time as the issuer wants it", () => {
    expect(stamp(new Date("2026-11-02T03:04:05Z"))).toBe("Mon Nov 2 03:04:05 UTC 2026");
  });

  it("refuses a number of the issuer that gives the key away", async () => {
    const asked = { SALT: "1", SRP_B: "0", SECRET_BLOCK: "", USER_ID_FOR_SRP: "u" };
    await expect(proof(half(), asked, "p", "x", "t")).rejects.toThrow();
  });
});

describe("a session at the counter", () => {
  const division = { code: "210106", name: "铁西区", fullName: "辽宁省沈阳市铁西区", level: "COUNTY" as const };
  const setup = (more: Partial<Setup> = {}): Setup => ({ relation: "LABOUR", group: "NONE", employer: undefined, employerName: "某厂", residence: division, work: undefined, ...more });
  const person = { name: "王宁", idType: "ID_CARD", idNumber: "219901198805120018", mobile: "15400000001" };

  it("asks for an employer where the work needs one, and for a place", () => {
    expect(setupFault(setup())).toBeNull();
    expect(setupFault(setup({ employerName: " " }))).toBe("employer");
    expect(setupFault(setup({ employerName: "", relation: "FLEXIBLE" }))).toBeNull();
    expect(setupFault(setup({ residence: undefined }))).toBe("residence");
  });

  it("makes the form of one worker, with his own place where he lives elsewhere", () => {
    expect(formOf(person, setup(), division)).toEqual({
      ...person, relation: "LABOUR", occupationGroup: "NONE", employer: { name: "某厂" }, residenceDivision: "210106",
    });
    const elsewhere = { ...division, code: "210102" };
    expect(formOf(person, setup(), elsewhere)["residenceDivision"]).toBe("210102");
  });
});
