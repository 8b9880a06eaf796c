import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { panelHtml } from '../../../src/host/panelHtml.ts';

const html = panelHtml({
  script: 'https://webview/panel.js',
  style: 'https://webview/panel.css',
  cspSource: 'https://webview',
  nonce: 'n0nce',
  strings: { evil: `"'><script>alert(1)</script>&amp;` },
  layout: { widths: { url: 12.5 }, shown: { type: false } },
  title: '<i>Results</i>',
  language: 'en',
});

describe("the panel's document", () => {
  it('lets nothing run but its own script', () => {
    assert.ok(
      html.includes(
        `content="default-src 'none'; script-src 'nonce-n0nce'; style-src https://webview; font-src https://webview; img-src blob:"`,
      ),
    );
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.ok(html.includes('<script nonce="n0nce" src="https://webview/panel.js"></script>'));
  });

  it('carries its strings as text', () => {
    assert.ok(!html.includes('alert(1)</script>&amp;'));
    assert.ok(!html.includes('<i>'));
    const attribute = /data-strings="([^"]*)"/.exec(html)?.[1] ?? '';
    const json = attribute.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    assert.deepEqual(JSON.parse(json), { evil: `"'><script>alert(1)</script>&amp;` });
  });

  it('carries how the table was laid out', () => {
    const attribute = /data-layout="([^"]*)"/.exec(html)?.[1] ?? '';
    assert.deepEqual(JSON.parse(attribute.replaceAll('&#34;', '"')), {
      widths: { url: 12.5 },
      shown: { type: false },
    });
  });
});
