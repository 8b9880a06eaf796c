/**
 * How a text is read. `tsv`, `ssv`, `psv`: CSV with tabs, semicolons or `|`. `component`: HTML with scripts, as of Vue. `jsonLines`: JSON, one value a line. `yaml`: TOML too.
 * `latex`: TeX and BibTeX. `list`: plain text with comments, directives and groups. `source`: any other language.
 */
export type Format =
  | 'markdown'
  | 'html'
  | 'component'
  | 'xml'
  | 'json'
  | 'jsonLines'
  | 'csv'
  | 'tsv'
  | 'ssv'
  | 'psv'
  | 'yaml'
  | 'list'
  | 'http'
  | 'asciidoc'
  | 'latex'
  | 'sql'
  | 'source';

const byLanguage = formats({
  markdown: 'markdown, mdx, quarto, rmd',
  html: 'html, handlebars, django-html, jinja-html, twig, liquid',
  component: 'vue, vue-html, svelte, astro',
  xml: 'xml, xsl, svg',
  json: 'json, jsonc, json5',
  jsonLines: 'jsonl, ndjson',
  csv: 'csv, dynamic csv',
  tsv: 'tsv, csv (tab)',
  ssv: 'csv (semicolon)',
  psv: 'csv (pipe)',
  yaml: 'yaml, toml, dockercompose, github-actions-workflow',
  http: 'http, rest',
  asciidoc: 'asciidoc, adoc',
  latex: 'latex, tex, bibtex, bibtex-style',
  sql: 'sql, mysql, postgres, plsql, pgsql',
});

const byExtension = formats({
  markdown: 'md, markdown, mdx, qmd, rmd',
  html: 'html, htm, xhtml, hbs, handlebars, twig, liquid, njk',
  component: 'vue, svelte, astro',
  xml: 'xml, xsl, xslt, xsd, svg, rss, atom, rdf, opml, plist, wsdl, kml, gpx',
  json: 'json, jsonc, json5, geojson, har, webmanifest, ipynb',
  jsonLines: 'jsonl, ndjson',
  csv: 'csv',
  tsv: 'tsv, tab',
  psv: 'psv',
  yaml: 'yaml, yml, toml',
  http: 'http, rest',
  asciidoc: 'adoc, asciidoc',
  latex: 'tex, bib, bst, sty, cls',
  sql: 'sql, pgsql',
  source:
    'env, ini, cfg, conf, properties, c, h, cc, cpp, cs, css, dart, ex, exs, go, groovy, hs, java, js, jsx, cjs, mjs, ts, tsx, cts, ' +
    'mts, kt, kts, lua, php, pl, ps1, py, r, rb, rs, sass, scala, scss, less, sh, bash, zsh, swift, tf, rst',
});

const listLanguages = new Set(['', 'plaintext', 'unknown', 'gather-list']);

/** The format of a text by its language id; the extension of its URI or path helps where VS Code knows no language. */
export function formatOf(languageId: string, uri = ''): Format {
  if (!listLanguages.has(languageId)) return byLanguage.get(languageId) ?? 'source';
  const name = /[^/\\]*$/.exec(uri.replace(/[?#].*/, ''))?.[0] ?? '';
  if (/^\.env\./i.test(name)) return 'source';
  const extension = /\.([^.]+)$/.exec(name)?.[1] ?? '';
  return byExtension.get(extension.toLowerCase()) ?? 'list';
}

function formats(names: Partial<Record<Format, string>>): ReadonlyMap<string, Format> {
  return new Map(
    Object.entries(names).flatMap(([format, of]) => of.split(', ').map((name) => [name, format as Format])),
  );
}
