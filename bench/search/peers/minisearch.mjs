// MiniSearch. As shipped: any word may match. Tuned: BM25+'s numbers, the title's weight, typos, prefix of the last word, function words, stems.
import { FUNCTION_WORDS, summaryOf } from "./words.mjs";

export const library = { node: "minisearch/dist/es/index.js", page: { "minisearch.js": "minisearch/dist/umd/index.js", "lent-stemmer.js": "lunr/lunr.min.js" } };
export const shipped = { title: 1, typos: 0, prefix: 0, k: 1.2, b: 0.7, functions: 1, stems: false };
export const grid = {
  stems: [false, true], title: [3, 6, 10], k: [1.2, 2, 5], b: [0.3, 0.5, 0.7], functions: [1, 0.5, 0.3], prefix: [0, 0.2, 0.4], typos: [0, 0.1, 0.3, 0.45],
};
export const built = ["stems"];

// Porter's stems are not part of MiniSearch: they are lent by lunr where the grid asks for them, and not counted among what is loaded.
export async function open(bring) {
  if (typeof window === "undefined") {
    return withStems((await bring(library.node)).default, (await bring("lunr/lunr.js")).default);
  }
  await Promise.all([bring("minisearch.js"), bring("lent-stemmer.js")]);
  return withStems(window.MiniSearch, window.lunr);
}

const withStems = (MiniSearch, lunr) => ({ MiniSearch, stem: (word) => lunr.stemmer(new lunr.Token(word)).toString() });

const options = (library, settings) => ({
  fields: ["title", "body"],
  storeFields: ["title", "summary"],
  processTerm: (word) => (settings.stems ? library.stem(word.toLowerCase()) : word.toLowerCase()),
});

export function build(library, documents, settings) {
  const index = new library.MiniSearch(options(library, settings));
  index.addAll(documents.map((document) => ({ ...document, summary: summaryOf(document) })));
  return index;
}

export const save = (index) => ({ "index.json": JSON.stringify(index) });

export const load = async (library, read, settings) => library.MiniSearch.loadJSON(await read("index.json"), options(library, settings));

export function search(index, query, settings, limit) {
  const found = index.search(query, {
    boost: { title: settings.title },
    bm25: { k: settings.k, b: settings.b, d: 0.5 },
    fuzzy: (word) => (settings.typos && word.length >= 4 ? 1 : false),
    prefix: (word, place, words) => settings.prefix > 0 && place === words.length - 1,
    weights: { fuzzy: settings.typos || 0.45, prefix: settings.prefix || 0.375 },
    boostTerm: (word) => (FUNCTION_WORDS.has(word) ? settings.functions : 1),
  });
  return found.slice(0, limit).map((result) => result.id);
}
