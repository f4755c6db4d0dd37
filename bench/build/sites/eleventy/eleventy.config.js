export default function (config) {
  config.addCollection("byCategory", (api) => {
    const found = {};
    for (const page of api.getAll().filter((page) => page.data.listed)) (found[page.data.listed] ??= []).push(page);
    return found;
  });
  config.addFilter("others", (pages, url) => (pages ?? []).filter((page) => page.url !== url).slice(0, 3));
  config.addPassthroughCopy("content/style.css");
  return { dir: { input: "content", output: "public", includes: "../layouts" }, markdownTemplateEngine: false };
}
