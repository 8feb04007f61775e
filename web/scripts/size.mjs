// Prints what the phone's home loads first, compressed, and fails above the budget.
//
// First load: what index.html names (its scripts, styles and the Chinese messages) and all that it imports at once.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { join } from "node:path";

const BUDGET_KB = 130;
const AIM_KB = 100;
const dist = process.argv[2] ?? "dist";
const assets = join(dist, "assets");
const zipped = (path) => gzipSync(readFileSync(path), { level: 9 }).length / 1024;
const html = readFileSync(join(dist, "index.html"), "utf8");
const first = new Set([...html.matchAll(/(?:src|href)="\/assets\/([^"]+)"/g)].map((match) => match[1]));

// What those scripts import at once (not by import()) comes along.
for (const name of first) {
  if (!name.endsWith(".js")) continue;
  for (const match of readFileSync(join(assets, name), "utf8").matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) {
    first.add(match[1]);
  }
}
let total = 0;
for (const name of [...first].sort()) {
  const size = /\.(js|css)$/.test(name) ? zipped(join(assets, name)) : 0;
  total += size;
  if (size > 0) console.log(`${size.toFixed(1).padStart(7)} KB  ${name}`);
}
console.log(`${total.toFixed(1).padStart(7)} KB  first load of the phone's home (budget ${BUDGET_KB}, aim ${AIM_KB})`);
if (total > BUDGET_KB) process.exit(1);
