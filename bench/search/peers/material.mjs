// Material for MkDocs: its own worker, given the index that its plugin writes. Tuned: weight of the title, stop words, stems, where words are cut.
export const library = { page: { "worker.js": "material/worker.js" } };
export const shipped = { title: 1000, pipeline: ["stopWordFilter"], separator: "[\\s\\-]+" };
export const grid = {
  title: [1000, 10], pipeline: [["stopWordFilter"], ["stemmer", "stopWordFilter", "trimmer"], ["stemmer", "trimmer"]],
  separator: ["[\\s\\-]+", "[\\s\\-,:!?.=\\[\\]()\"/]+"],
};
export const built = ["title", "pipeline", "separator"];

export async function open(bring) {
  if (typeof window !== "undefined") return () => new Worker("worker.js");
  const [{ readFileSync }, vm] = [await bring("node:fs"), await bring("node:vm")];
  const code = readFileSync(bring.path(library.page["worker.js"]), "utf8");
  return () => nodeWorker(vm, code);
}

// The worker speaks to its page in messages; here both live in one process.
function nodeWorker(vm, code) {
  const outside = { postMessage() {} };
  const inside = { console: { warn() {} }, URL, Map, addEventListener: (_, handle) => (outside.handle = handle) };
  inside.self = inside;
  inside.postMessage = (data) => outside.onmessage({ data });
  vm.runInNewContext(code, inside);
  outside.postMessage = (data) => outside.handle({ data });
  return outside;
}

const ask = (worker, message) => new Promise((resolve) => {
  worker.onmessage = ({ data }) => resolve(data.data);
  worker.postMessage(message);
});

const indexOf = (documents, { title, pipeline, separator }) => ({
  config: { lang: ["en"], separator, pipeline, fields: { title: { boost: title }, text: { boost: 1 }, tags: { boost: 1e6 } } },
  docs: documents.map(({ id, title: heading, body }) => ({ location: `${id}/`, title: escaped(heading), text: `<p>${escaped(body)}</p>` })),
});

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

export async function build(start, documents, settings) {
  const [worker, data] = [start(), indexOf(documents, settings)];
  await ask(worker, { type: 0, data: { ...data, options: { suggest: false } } });
  return { worker, data };
}

export const save = ({ data }) => ({ "search_index.json": JSON.stringify(data) });

export async function load(start, read) {
  const worker = start();
  await ask(worker, { type: 0, data: { ...JSON.parse(await read("search_index.json")), options: { suggest: false } } });
  return { worker };
}

export async function search({ worker }, query, _settings, limit) {
  const { items } = await ask(worker, { type: 2, data: query });
  return items.slice(0, limit).map(([first]) => first.location.replace(/\/(#.*)?$/, ""));
}
