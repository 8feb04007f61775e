// Reads what a report asks from the matter's own form schema, in the language of the answer.

/** One question of a report. */
export interface ReportField {
  readonly name: string;
  readonly title: string;
  readonly hint: string;
  readonly kind: "choice" | "date" | "words" | "text";
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly required: boolean;
  readonly most: number;
}

type Node = Record<string, unknown>;

/** A text longer than this is written in lines. */
const LINES = 200;

/** The questions of a schema, in the order in which they are asked. */
export function fieldsOf(schema: Node): ReportField[] {
  const required = (schema["required"] ?? []) as string[];
  const properties = Object.entries((schema["properties"] ?? {}) as Record<string, Node>);
  const ordered = properties.sort(([, one], [, other]) => Number(one["x-order"] ?? 0) - Number(other["x-order"] ?? 0));
  return ordered.map(([name, node]): ReportField => {
    const options = (node["x-options"] ?? []) as { value: string; label: string }[];
    const most = Number(node["maxLength"] ?? 100);
    const plain = most > LINES ? "words" : "text";
    return {
      name,
      title: String(node["title"] ?? name),
      hint: String(node["description"] ?? ""),
      kind: options.length > 0 ? "choice" : node["format"] === "date" ? "date" : plain,
      options,
      required: required.includes(name),
      most,
    };
  });
}
