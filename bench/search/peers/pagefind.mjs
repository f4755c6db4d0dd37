// Pagefind. As shipped: every word must match. Tuned: its ranking numbers, and where few pages hold all words, what each content word finds alone.
import { FUNCTION_WORDS, wordsOf } from "./words.mjs";

export const library = { files: "pagefind" };
export const shipped = { alone: false };
export const grid = {
  alone: [true], frequency: [1, 0.3], length: [0.75, 0.3], similarity: [1, 5], saturation: [1.5, 0.5], title: [5, 1, 15],
};
export const built = ["frequency", "length", "similarity", "saturation", "title"];

// `bring` reads the files that the pagefind program wrote beside the pages, in node and in a browser alike.
export const open = (bring) => bring("pagefind/pagefind.js");

export async function build(pagefind, documents, settings) {
  await pagefind.destroy();
  await pagefind.options(settings.frequency === undefined ? {} : { ranking: {
    termFrequency: settings.frequency, pageLength: settings.length, termSimilarity: settings.similarity, termSaturation: settings.saturation,
    metaWeights: { title: settings.title },
  } });
  await pagefind.init();
  return { pagefind, pages: new Map() };
}

export const load = (pagefind, _read, settings) => build(pagefind, [], settings);

export async function search({ pagefind, pages }, query, settings, limit) {
  const { results } = await pagefind.search(query);
  let best = results;
  if (settings.alone && results.length < limit) best = await wordByWord(pagefind, query, results);
  return Promise.all(best.slice(0, limit).map((result) => name(pages, result)));
}

async function wordByWord(pagefind, query, results) {
  const words = wordsOf(query);
  const content = words.filter((word) => !FUNCTION_WORDS.has(word));
  const [scores, seen] = [new Map(), new Map(results.map((result) => [result.id, result]))];
  results.forEach((result) => scores.set(result.id, 1000 + result.score));
  for (const word of content.length ? content : words) {
    const found = (await pagefind.search(word)).results;
    // A word on few pages tells more: Pagefind's own scores of two searches do not know that.
    const weight = 1 / (1 + Math.log(1 + found.length));
    for (const result of found) {
      seen.set(result.id, result);
      scores.set(result.id, (scores.get(result.id) || 0) + weight * result.score);
    }
  }
  return [...scores].sort((one, other) => other[1] - one[1]).map(([id]) => seen.get(id));
}

async function name(pages, result) {
  if (!pages.has(result.id)) pages.set(result.id, (await result.data()).url.replace(/^.*?([^/]+)\/(index\.html)?$/, "$1"));
  return pages.get(result.id);
}
