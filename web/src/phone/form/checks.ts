// What can be told wrong while typing. The API decides; these only spare a round trip.

/** A fault's code, as the API names it; its sentence is in the messages under `fault`. */
export type Fault =
  | "required"
  | "name_length"
  | "name_characters"
  | "id_number_15_digits"
  | "id_number_length"
  | "id_number_characters"
  | "id_number_date"
  | "id_number_checksum"
  | "id_type_differs"
  | "credit_code_length"
  | "credit_code_characters"
  | "credit_code_checksum"
  | "mobile_shape"
  | "employer_empty"
  | "employer_name_length"
  | "division_too_wide";

/** Weights of the first 17 digits. Source: GB 11643-1999. */
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = "10X98765432";

/** The characters of a credit code; the place of each is its value. Source: GB 32100-2015. */
const CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** First digits of the residence permits of Hong Kong, Macau and Taiwan residents. */
const PERMIT_AREAS = ["81", "82", "83"];

/** An ID number as it is sent: no spaces, capital X, full-width digits made plain. */
export function tidyId(text: string): string {
  return plain(text).replace(/\s/g, "").toUpperCase();
}

/** Whether the number is one of a residence permit (港澳台居民居住证). */
export function isPermit(id: string): boolean {
  return PERMIT_AREAS.includes(tidyId(id).slice(0, 2));
}

/** What is wrong with an identity number (GB 11643), if anything. */
export function idFault(text: string, today: Date = new Date()): Fault | undefined {
  const id = tidyId(text);
  if (id === "") return "required";
  if (/^\d{15}$/.test(id)) return "id_number_15_digits";
  if (id.length !== 18) return "id_number_length";
  if (!/^\d{17}[\dX]$/.test(id)) return "id_number_characters";
  if (!isDate(id.slice(6, 14), today)) return "id_number_date";
  const sum = ID_WEIGHTS.reduce((total, weight, place) => total + weight * Number(id[place]), 0);
  return ID_CHECKS[sum % 11] === id[17] ? undefined : "id_number_checksum";
}

/** Completed years by an identity number that has no fault. */
export function ageOf(id: string, today: Date = new Date()): number {
  const born = tidyId(id).slice(6, 14);
  const now = Number(shanghaiDay(today));
  return Math.floor((now - Number(born)) / 10_000);
}

/** What is wrong with a unified social credit code (GB 32100), if anything. */
export function creditCodeFault(text: string): Fault | undefined {
  const code = tidyId(text);
  if (code === "") return "required";
  if (code.length !== 18) return "credit_code_length";
  const values = [...code].map((char) => CREDIT_ALPHABET.indexOf(char));
  if (values.includes(-1)) return "credit_code_characters";
  let weight = 1;
  let sum = 0;
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return (31 - (sum % 31)) % 31 === values[17] ? undefined : "credit_code_checksum";
}

/** What is wrong with a mobile number, if anything. Stricter tables age badly. */
export function mobileFault(text: string): Fault | undefined {
  const mobile = tidyMobile(text);
  if (mobile === "") return "required";
  return /^1[3-9]\d{9}$/.test(mobile) ? undefined : "mobile_shape";
}

/** A mobile as it is sent: 11 digits, without +86, spaces and dashes. */
export function tidyMobile(text: string): string {
  return plain(text)
    .replace(/[\s-]/g, "")
    .replace(/^(\+|00)?86(?=1\d{10}$)/, "");
}

/** A name as it is sent: the dots of minority names in one form. */
export function tidyName(text: string): string {
  return text.replace(/\s/g, "").replace(/[•・‧∙.]/g, "·");
}

/** What is wrong with a name, if anything. */
export function nameFault(text: string): Fault | undefined {
  const name = tidyName(text);
  if (name === "") return "required";
  const length = [...name].length;
  if (length < 2 || length > 30) return "name_length";
  const fits = /^[^\P{L}A-Za-z]+(·[^\P{L}A-Za-z]+)*$/u;
  return fits.test(name) ? undefined : "name_characters";
}

/** What is wrong with an employer's name, if anything. */
export function employerNameFault(text: string): Fault | undefined {
  const length = [...text.trim()].length;
  if (length === 0) return "employer_empty";
  return length < 2 || length > 60 ? "employer_name_length" : undefined;
}

function isDate(digits: string, today: Date): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0));
  const same =
    date.getUTCFullYear() === year && date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
  return same && Number(year) >= 1850 && digits <= shanghaiDay(today);
}

/** The day in Asia/Shanghai as 20261122; +08:00 without summer time since 1992. */
function shanghaiDay(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replace(/-/g, "");
}

/** Full-width digits and letters as plain ones: some Chinese keyboards type them. */
function plain(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).trim();
}
