// What is typed in about a union, and the bodies made of it. Pure.
import type { UnionCertificateRequest, UnionContactRequest, UnionOfficersRequest, UnionStructureRequest, UnionView } from "@/api/schema";

/** The parts of a record that are changed at once. */
export type Part = "contact" | "structure" | "officers" | "certificate";

export const POSTS = ["CHAIR", "VICE_CHAIR", "AUDIT_CHAIR", "WOMEN_CHAIR", "MEMBER", "ORGANISER"] as const;
export const TYPES = ["INDEPENDENT", "JOINT", "STREET", "PARK", "INDUSTRY", "GROUP", "SYSTEM", "BRANCH"] as const;
export const FORMS = ["GENERAL", "UNION", "FEDERATION", "COMMITTEE", "JOINT_COMMITTEE", "BRANCH", "GROUP"] as const;

export interface OfficerEntry { post: string; name: string; from: string; until: string; fullTime: boolean }

export interface Entry {
  aliases: string; phone: string; address: string; contactName: string; contactPhone: string;
  name: string; creditCode: string; statisticalCode: string; orgType: string; orgForm: string; replyNumber: string; foundedOn: string; serviceArea: string; acceptsIndividuals: boolean; acceptsGroups: string[];
  termFrom: string; termUntil: string; officers: OfficerEntry[];
  number: string; registrar: string; heldFrom: string; heldUntil: string; cancelled: boolean;
}

/** An officer of whom nothing is typed in yet. */
export function emptyOfficer(from: string): OfficerEntry {
  return { post: "MEMBER", name: "", from, until: "", fullTime: false };
}

/** What stands in a record, as it is typed in. */
export function blank(of?: UnionView): Entry {
  return {
    aliases: of?.aliases.join(",") ?? "", phone: of?.phone ?? "", address: of?.address ?? "", contactName: of?.contact?.name ?? "", contactPhone: of?.contact?.phone ?? "",
    name: of?.union.name ?? "", creditCode: of?.creditCode ?? "", statisticalCode: of?.statisticalCode ?? "", orgType: of?.orgType?.code ?? "", orgForm: of?.orgForm?.code ?? "",
    replyNumber: of?.replyNumber ?? "", foundedOn: of?.foundedOn ?? "", serviceArea: of?.serviceArea.map((place) => place.code).join(",") ?? "",
    acceptsIndividuals: of?.acceptsIndividuals ?? false, acceptsGroups: of?.acceptsGroups.map((group) => group.code) ?? [],
    termFrom: of?.term?.from ?? "", termUntil: of?.term?.until ?? "",
    officers: of?.officers.map((one) => ({ post: one.post.code, name: one.name, from: one.from, until: one.until ?? "", fullTime: one.fullTime })) ?? [],
    number: of?.certificate?.number ?? "", registrar: of?.certificate?.registrar.id ?? of?.above[2]?.id ?? "", heldFrom: of?.certificate?.from ?? "", heldUntil: of?.certificate?.until ?? "", cancelled: of?.certificate?.cancelled ?? false,
  };
}

const parted = (text: string): string[] => text.split(/[,,、;;\s]+/).map((one) => one.trim()).filter(Boolean);

/** What is sent for each part; what is empty is left out. */
export function bodies(entry: Entry, version: number): { contact: UnionContactRequest; structure: UnionStructureRequest; officers: UnionOfficersRequest; certificate: UnionCertificateRequest } {
  const said = <K extends string>(name: K, text: string): Partial<Record<K, string>> => (text.trim() ? ({ [name]: text.trim() } as Record<K, string>) : {});
  return {
    contact: {
      version, aliases: parted(entry.aliases), ...said("phone", entry.phone), ...said("address", entry.address),
      ...(entry.contactName.trim() || entry.contactPhone.trim() ? { contact: { name: entry.contactName.trim(), phone: entry.contactPhone.trim() } } : {}),
    },
    structure: {
      version, name: entry.name.trim(), ...said("creditCode", entry.creditCode), ...said("statisticalCode", entry.statisticalCode), ...said("orgType", entry.orgType), ...said("orgForm", entry.orgForm),
      ...said("replyNumber", entry.replyNumber), ...said("foundedOn", entry.foundedOn), serviceArea: parted(entry.serviceArea), acceptsIndividuals: entry.acceptsIndividuals, acceptsGroups: entry.acceptsGroups,
    },
    officers: {
      version, ...(entry.termFrom && entry.termUntil ? { term: { from: entry.termFrom, until: entry.termUntil } } : {}),
      officers: entry.officers.map((one) => ({ post: one.post, name: one.name.trim(), from: one.from, fullTime: one.fullTime, ...said("until", one.until) })),
    },
    certificate: {
      version,
      ...(entry.number.trim() ? { certificate: { number: entry.number.trim(), registrar: entry.registrar.trim(), from: entry.heldFrom, until: entry.heldUntil, cancelled: entry.cancelled } } : {}),
    },
  };
}
