// Orama. As shipped: any word may match, as a prefix. Tuned: whole words, typos, the title's weight, BM25's numbers, stems, function words.
import { FUNCTION_WORDS } from "./words.mjs";

export const library = { node: "@orama/orama/dist/esm/index.js" };
export const shipped = { stems: false, stop: false, title: 1, typos: 0, exact: false, k: 1.2, b: 0.75 };
export const grid = {
  stems: [false, true], stop: [false, true], title: [1, 3, 10], k: [1.2, 2, 5], b: [0.3, 0.6, 0.75], exact: [false, true], typos: [0, 1],
};
export const built = ["stems", "stop"];

export const open = (bring) => bring(library.node);

export async function build(orama, documents, settings) {
  const tokenizer = { language: "english", stemming: settings.stems };
  if (settings.stop) tokenizer.stopWords = [...FUNCTION_WORDS];
  const database = await orama.create({ schema: { id: "string", title: "string", body: "string" }, components: { tokenizer } });
  await orama.insertMultiple(database, documents.map(({ id, title, body }) => ({ id, title, body })), 1000);
  return { database, orama };
}

export const save = async ({ database, orama }) => ({ "index.json": JSON.stringify(await orama.save(database)) });

export async function search({ database, orama }, query, settings, limit) {
  const found = await orama.search(database, {
    term: query, properties: ["title", "body"], limit, boost: { title: settings.title }, tolerance: settings.typos,
    exact: settings.exact, relevance: { k: settings.k, b: settings.b, d: 0.5 },
  });
  return found.hits.map((hit) => hit.document.id);
}
