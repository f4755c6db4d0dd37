// FlexSearch. As shipped: every word must match. Tuned: suggestions (any word), where words are cut, how they are spelled, the title's weight.
import { summaryOf } from "./words.mjs";

export const library = { node: "flexsearch/dist/flexsearch.bundle.module.min.mjs", page: { "flexsearch.js": "flexsearch/dist/flexsearch.bundle.min.js" } };
export const shipped = { tokenize: "strict", encoder: "Normalize", english: false, suggest: false, title: 1 };
export const grid = {
  tokenize: ["strict", "forward"], encoder: ["Normalize", "LatinBalance", "LatinExtra"], english: [false, true],
  suggest: [true], title: [1, 3, 10],
};
export const built = ["tokenize", "encoder", "english"];

export async function open(bring) {
  const { default: english } = await bring("flexsearch/dist/module/lang/en.js");
  return { FlexSearch: (await bring(library.node)).default, english };
}

export function build({ FlexSearch, english }, documents, settings) {
  const presets = settings.english ? [english] : [];
  const index = new FlexSearch.Document({
    document: { id: "id", index: ["title", "body"] },
    tokenize: settings.tokenize,
    encoder: new FlexSearch.Encoder(FlexSearch.Charset[settings.encoder], ...presets),
  });
  for (const document of documents) index.add(document);
  return { index, cards: Object.fromEntries(documents.map((document) => [document.id, [document.title, summaryOf(document)]])) };
}

export async function save({ index, cards }) {
  const files = { "cards.json": JSON.stringify(cards) };
  await index.export((name, data) => {
    if (data) files[`${name}.json`] = data;
  });
  return files;
}

// It gives a list for each field and no score: the places in both lists are added up, the title's weighing more.
export function search({ index }, query, settings, limit) {
  const scores = new Map();
  for (const { field, result } of index.search(query, { limit: 100, suggest: settings.suggest })) {
    const weight = field === "title" ? settings.title : 1;
    result.forEach((id, place) => scores.set(id, (scores.get(id) || 0) + weight / (place + 3)));
  }
  return [...scores].sort((one, other) => other[1] - one[1]).slice(0, limit).map(([id]) => id);
}
