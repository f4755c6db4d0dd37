// Our engine in node: every query once to load what it needs, then several times with the clock running: of each its quickest.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const { site, queries } = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const script of ["stemmer-english.js", "search-engine.js"]) {
  vm.runInThisContext(readFileSync(join(site, "assets/frontdesk", script), "utf8"));
}
const index = await globalThis.frontdeskSearch.open(join(site, "assets/search/en.json"), {
  fetch: async (file) => new Response(readFileSync(file)),
  stemmer: globalThis.frontdeskStemmers.english,
});
for (const query of queries) await index.find(query, { limit: 10 });
const times = queries.map(() => Infinity);
for (let round = 0; round < 5; round++) {
  for (let number = 0; number < queries.length; number++) {
    const start = performance.now();
    await index.find(queries[number], { limit: 10 });
    times[number] = Math.min(times[number], performance.now() - start);
  }
}
process.stdout.write(JSON.stringify(times));
