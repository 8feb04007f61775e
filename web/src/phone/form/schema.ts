// Reads a matter's form schema (JSON Schema 2020-12) into fields and screens.
//
// Titles, hints, choices, groups and their order come from the schema, in the language of the answer (`title`,
// `description`, `x-options`, `x-group`, `x-order`, `x-groups`); where it has none, the pages' own words stand in.

/** Which control asks for a field. */
export type Control = "name" | "id" | "mobile" | "division" | "employer" | "choice" | "date" | "words" | "text";

/** One of the answers to a choice. */
export interface Choice {
  readonly value: string;
  readonly title?: string;
}

/** One question. */
export interface Field {
  readonly name: string;
  readonly control: Control;
  readonly required: boolean;
  readonly title?: string;
  readonly hint?: string;
  readonly choices: readonly Choice[];
  readonly maxLength?: number;
}

/** The questions of one screen. */
export interface Screen {
  readonly id: string;
  readonly title?: string;
  readonly fields: readonly Field[];
}

type Node = Record<string, unknown>;

/** Screens of the fields that we know, where the schema names none. */
const KNOWN: Record<string, string> = {
  name: "person",
  idType: "person",
  idNumber: "person",
  mobile: "person",
  relation: "work",
  occupationGroup: "work",
  employer: "employer",
  userEmployer: "employer",
  residenceDivision: "place",
  workDivision: "place",
  preferredPlace: "place",
};

/** The order in which screens and fields are asked, where the schema gives none. */
const ORDER = Object.keys(KNOWN);

/** The screens of a form. */
export function screensOf(schema: Node): Screen[] {
  const screens = new Map<string, { title?: string; fields: Field[] }>();
  for (const { field, group } of sorted(schema)) {
    const among = group.id ?? KNOWN[field.name] ?? "more";
    // A search and its results need a screen of their own on a phone.
    const apart = field.control === "employer" && among !== "employer";
    const id = apart ? `${among}-employer` : among;
    const screen = screens.get(id) ?? { fields: [] };
    const title = apart ? (screen.title ?? field.title) : group.title;
    if (title) screen.title = title;
    screen.fields.push(field);
    screens.set(id, screen);
  }
  return [...screens].map(([id, screen]) => ({ id, ...screen }));
}

interface Found {
  field: Field;
  group: { id?: string; title?: string };
  order: number;
}

function sorted(schema: Node): Found[] {
  const properties = (schema["properties"] ?? {}) as Record<string, Node>;
  const required = (schema["required"] ?? []) as string[];
  const found = Object.entries(properties).map(([name, raw], place): Found => {
    const node = resolved(raw, schema);
    const known = ORDER.indexOf(name);
    const order = typeof node["x-order"] === "number" ? node["x-order"] : known >= 0 ? known : ORDER.length + place;
    return { field: fieldOf(name, node, required.includes(name)), group: groupOf(node, schema), order };
  });
  return found.sort((one, other) => one.order - other.order);
}

/** The group of a field: `x-group` is an id, or an object with id and title; titles may stand in `x-groups`. */
function groupOf(node: Node, schema: Node): { id?: string; title?: string } {
  const group = node["x-group"];
  if (typeof group === "object" && group !== null) return group as { id?: string; title?: string };
  if (typeof group !== "string") return {};
  const title = titleIn(schema["x-groups"], group);
  return title ? { id: group, title } : { id: group };
}

function titleIn(groups: unknown, id: string): string | undefined {
  if (Array.isArray(groups)) {
    return (groups as { id?: string; title?: string }[]).find((group) => group.id === id)?.title;
  }
  const entry = (groups as Record<string, unknown> | undefined)?.[id];
  if (typeof entry === "string") return entry;
  return (entry as { title?: string } | undefined)?.title;
}

function fieldOf(name: string, node: Node, required: boolean): Field {
  const choices = choicesOf(node);
  const title = node["title"];
  // What a field says of itself is for people only where the schema was made for people: it has a group then.
  const hint = "x-group" in node ? node["description"] : undefined;
  const maxLength = node["maxLength"];
  return {
    name,
    control: controlOf(name, choices, node),
    required,
    choices,
    ...(typeof title === "string" ? { title } : {}),
    ...(typeof hint === "string" ? { hint } : {}),
    ...(typeof maxLength === "number" ? { maxLength } : {}),
  };
}

/** A text longer than this is written in lines. */
const LINES = 200;

function controlOf(name: string, choices: readonly Choice[], node: Node): Control {
  if (choices.length > 0) return "choice";
  if (name === "name") return "name";
  if (name === "idNumber") return "id";
  if (name === "mobile") return "mobile";
  if (/division$/i.test(name)) return "division";
  if (/employer$/i.test(name)) return "employer";
  if (node["format"] === "date") return "date";
  if (typeof node["maxLength"] === "number" && node["maxLength"] > LINES) return "words";
  return "text";
}

function choicesOf(node: Node): Choice[] {
  const options = node["x-options"] as { value: unknown; label?: string }[] | undefined;
  if (options) {
    return options.map(({ value, label }) => ({ value: String(value), ...(label ? { title: label } : {}) }));
  }
  const one = (node["oneOf"] ?? node["anyOf"]) as Node[] | undefined;
  const consts = (one ?? []).flatMap((option): Choice[] => {
    const values = "const" in option ? [option["const"]] : ((option["enum"] ?? []) as unknown[]);
    const title = option["title"];
    return values.map((value) => ({
      value: String(value),
      ...(typeof title === "string" && values.length === 1 ? { title } : {}),
    }));
  });
  const plain = ((node["enum"] ?? []) as unknown[])
    .filter((value) => value !== null)
    .map((value) => ({ value: String(value) }));
  return [...consts, ...plain];
}

/** Follows `$ref`, and the reference inside `anyOf: [ref, null]` of an optional field; nearer words win. */
function resolved(node: Node, schema: Node): Node {
  const options = (node["anyOf"] ?? []) as Node[];
  const inner = options.find((option) => "$ref" in option);
  const reference = (node["$ref"] ?? inner?.["$ref"]) as string | undefined;
  if (!reference) return node;
  const name = reference.split("/").pop() ?? "";
  const target = ((schema["$defs"] ?? {}) as Record<string, Node>)[name] ?? {};
  const { $ref: _, anyOf: __, ...own } = node;
  return { ...resolved(target, schema), ...own };
}
