// The script of the page in node: for each query the numbers, paths and scores of what it finds.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const { site, queries } = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const script of ["stemmer-english.js", "search-engine.js"]) {
  vm.runInThisContext(readFileSync(join(site, "assets/frontdesk", script), "utf8"));
}
const index = await globalThis.frontdeskSearch.open(join(site, "assets/search/en.json"), {
  fetch: async (file) => new Response(readFileSync(file)),
});
const found = [];
for (const query of queries) {
  const { results } = await index.find(query);
  found.push(results.map(({ number, path, score }) => [number, path, score]));
}
process.stdout.write(JSON.stringify(found));
