// Runs the browser tests: every *.e2e.mjs beside this file, or those whose name holds a given word.
import { readdirSync } from "node:fs";
import { launch } from "./lib.mjs";

const wanted = process.argv.slice(2);
const here = new URL("./", import.meta.url);
const files = readdirSync(here).filter((name) => name.endsWith(".e2e.mjs")).sort();
const browser = await launch();
let failed = 0;
let ran = 0;
for (const file of files) {
  const { default: tests } = await import(new URL(file, here));
  for (const [name, test] of Object.entries(tests)) {
    if (wanted.length > 0 && !wanted.some((word) => `${file} ${name}`.includes(word))) continue;
    const began = Date.now();
    ran += 1;
    // A second try for what a busy machine made late; what fails twice has failed.
    const faults = [];
    while (faults.length < 2) {
      try {
        await test(browser);
        break;
      } catch (error) {
        faults.push(error.stack ?? error);
      } finally {
        for (const context of browser.contexts()) await context.close();
      }
    }
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    for (const fault of faults) console.log(`      ${fault}`);
    if (faults.length === 2) failed += 1;
    console.log(`${["ok   ", "LATE ", "FAIL "][faults.length]} ${name} (${seconds} s)`);
  }
}
await browser.close();
console.log(`${ran - failed} of ${ran} browser tests passed`);
if (failed > 0 || ran === 0) process.exit(1);
