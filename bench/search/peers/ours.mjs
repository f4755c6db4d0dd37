// Ours: the engine of the theme as it is shipped, on the files that the build wrote.
export const shipped = {};
export const grid = {};
export const built = [];

export async function open(bring) {
  await bring("assets/frontdesk/search-engine.js");
  return window.frontdeskSearch;
}

export const load = (engine) => engine.open("assets/search/en.json");

export async function search(index, query, _settings, limit) {
  const { results } = await index.find(query, { limit });
  return results.map((result) => result.path);
}
