// lunr.js. As shipped: its own query language, any word may match. Tuned: BM25's two numbers, the title's weight, function words, typos, prefix.
import { FUNCTION_WORDS, summaryOf, wordsOf } from "./words.mjs";

export const library = { node: "lunr/lunr.js", page: { "lunr.js": "lunr/lunr.min.js" } };
export const shipped = { k1: 1.2, b: 0.75, title: 1, plain: true };
export const grid = { k1: [1.2, 2, 5], b: [0.3, 0.6, 0.75], title: [3, 6, 10], functions: [1, 0.5, 0.3], prefix: [0, 0.2, 0.4], typos: [0, 0.1, 0.3] };
export const built = ["k1", "b", "plain"];

export async function open(bring) {
  if (typeof window === "undefined") return (await bring(library.node)).default;
  await bring("lunr.js");
  return window.lunr;
}

export function build(lunr, documents, settings) {
  const index = lunr(function () {
    this.k1(settings.k1);
    this.b(settings.b);
    // Tuned, function words stay in the index and weigh less in the question instead.
    if (!settings.plain) this.pipeline.remove(lunr.stopWordFilter);
    this.ref("id");
    this.field("title");
    this.field("body");
    for (const document of documents) this.add(document);
  });
  return { index, cards: Object.fromEntries(documents.map((document) => [document.id, [document.title, summaryOf(document)]])), lunr };
}

export const save = (built) => ({ "index.json": JSON.stringify(built.index), "cards.json": JSON.stringify(built.cards) });

export async function load(lunr, read) {
  const [index, cards] = await Promise.all([read("index.json"), read("cards.json")]);
  return { index: lunr.Index.load(JSON.parse(index)), cards: JSON.parse(cards), lunr };
}

export function search({ index, lunr }, query, settings, limit) {
  const found = settings.plain ? index.search(query.replace(/[:~^*+\-]/g, " ")) : index.query((built) => clauses(built, lunr, query, settings));
  return found.slice(0, limit).map((result) => result.ref);
}

function clauses(built, lunr, query, settings) {
  const words = wordsOf(query);
  words.forEach((word, place) => {
    const weight = FUNCTION_WORDS.has(word) ? settings.functions : 1;
    add(built, word, weight, settings, {});
    if (settings.typos && word.length >= 4) add(built, word, weight * settings.typos, settings, { editDistance: 1 });
    if (settings.prefix && place === words.length - 1 && word.length > 1) {
      add(built, word, weight * settings.prefix, settings, { wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
    }
  });
}

function add(built, word, boost, settings, options) {
  built.term(word, { ...options, fields: ["title"], boost: boost * settings.title });
  built.term(word, { ...options, fields: ["body"], boost });
}
