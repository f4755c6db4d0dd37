// One peer in a browser: `bench.search.browser` calls what stands on `window`. What lies below /harness/ is not counted as loaded.
const { peer: name, settings } = await (await fetch("/harness/job.json")).json();
const peer = await import(`/harness/${name}.mjs`);

const bring = (file) => (file.startsWith("pagefind") ? import(`/${file}`) : new Promise((resolve, reject) => {
  const script = Object.assign(document.createElement("script"), { src: file, onload: resolve, onerror: reject });
  document.head.append(script);
}));
const read = async (file) => {
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`${answer.status} ${file}`);
  return answer.text();
};

let opened;
const index = () => (opened ||= peer.open(bring).then((library) => peer.load(library, read, settings)));

window.ask = async (query) => peer.search(await index(), query, settings, 10);

// Every question once as it comes, then again as long as there is time: of each its quickest, for what disturbs a run only ever adds to it.
window.time = async (queries, patience) => {
  const ready = await index();
  const [times, began] = [[], performance.now()];
  for (let round = 0; round < 6; round++) {
    for (let number = 0; number < queries.length; number++) {
      if (round > 1 && performance.now() - began > patience) return times;
      const start = performance.now();
      await peer.search(ready, queries[number], settings, 10);
      (times[number] ||= []).push(performance.now() - start);
      // A slow engine is asked fewer questions, not all of them once.
      if (!round && performance.now() - began > patience / 4 && number >= 9) queries.length = number + 1;
    }
  }
  return times;
};
window.harness = true;
