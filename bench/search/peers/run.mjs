// One job of one peer in node: build, search, time. The job comes as a JSON file, the answers go out one JSON line a setting.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
const peer = await import(`./${job.peer}.mjs`);
const lines = (file) => readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));

const bring = (name) => import(name.startsWith("node:") ? name : pathToFileURL(bring.path(name)).href);
bring.path = (name) => join(name.startsWith(job.peer) && job.files ? job.files : job.modules, name);

// Pagefind asks the page for its language, and fetches its files.
globalThis.document = { currentScript: null, querySelector: () => ({ getAttribute: () => "en" }) };
const overHttp = globalThis.fetch;
globalThis.fetch = async (url, options) => {
  const address = String(url);
  return address.startsWith("file:") ? new Response(readFileSync(new URL(address.split("?")[0]))) : overHttp(url, options);
};

if (job.describe) {
  process.stdout.write(JSON.stringify({ shipped: peer.shipped, grid: peer.grid }));
  process.exit(0);
}

const seconds = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;
const documents = lines(job.bank);
const library = await peer.open(bring);
let index;
let made = "";
let spent = 0;
for (const settings of job.settings === "shipped" ? [peer.shipped] : job.settings) {
  const key = JSON.stringify(peer.built.map((name) => settings[name]));
  if (key !== made) {
    const start = seconds();
    index = await peer.build(library, documents, settings);
    [made, spent] = [key, seconds() - start];
  }
  if (job.save && peer.save) {
    mkdirSync(job.save, { recursive: true });
    for (const [name, text] of Object.entries(await peer.save(index, settings))) writeFileSync(join(job.save, name), text);
    for (const [name, file] of Object.entries(peer.library.page || {})) copyFileSync(bring.path(file), join(job.save, name));
  }
  const [results, times] = [{}, []];
  for (const [name, queries] of Object.entries(job.queries)) {
    results[name] = [];
    for (const query of queries) {
      const start = performance.now();
      results[name].push(await peer.search(index, query, settings, 10));
      times.push(performance.now() - start);
      for (let again = 1; again < (job.times || 1) && again * times.at(-1) < 100; again++) {
        const begun = performance.now();
        await peer.search(index, query, settings, 10);
        times.push(Math.min(times.pop(), performance.now() - begun));
      }
    }
  }
  await new Promise((written) => process.stdout.write(`${JSON.stringify({ settings, built: spent, results, times })}\n`, written));
}
process.exit(0);
