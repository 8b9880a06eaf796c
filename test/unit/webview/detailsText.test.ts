import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PanelDetails } from '../../../src/core/panelDetails.ts';
import type { PanelRow } from '../../../src/core/panelProtocol.ts';
import * as text from '../../../src/webview/detailsText.ts';
import { english } from '../../../src/webview/strings.ts';
import { makeRow } from './makeRow.ts';

const of = (row: Partial<PanelRow>, more: Partial<PanelDetails> = {}): PanelDetails => ({
  index: 0,
  row: makeRow(row),
  ...more,
});
const stored = { headers: [], requestHeaders: [], redirects: [], attempts: [] };

describe('the details in words', () => {
  it('say how a request ended', () => {
    const details = of({ attempts: 2 }, { stored: { ...stored, statusText: 'OK\u202e' } });
    assert.equal(text.statusLine(details, english), '200 OK[U+202E] · 12 ms · 2 attempts');
    assert.equal(text.statusLine(of({ state: 'queued', total: undefined } as never), english), 'queued');
  });

  it('say that it was only checked', () => {
    assert.match(text.statusLine(of({ noBody: 'checked' }), english), /12 ms · Checked without its body\./);
  });

  it('say what type it is, and by which charset it was read where the answer does not', () => {
    assert.equal(
      text.typeOf(of({ contentType: 'text/html; charset=utf-8' }, { charset: 'UTF-8' })),
      'text/html; charset=utf-8',
    );
    assert.equal(text.typeOf(of({ contentType: 'text/html' }, { charset: 'UTF-8' })), 'text/html, UTF-8');
    assert.equal(text.typeOf(of({ contentType: '' }, {})), '');
  });

  it('say how large it is, and how much came over the wire where that is another size', () => {
    assert.equal(
      text.sizesText(of({ bodyBytes: 5 }, { characters: 4, wireBytes: 5 }), english),
      '5 B, 4 characters',
    );
    assert.equal(
      text.sizesText(of({ bodyBytes: 5000 }, { wireBytes: 1200 }), english),
      '5.0 kB, 1.2 kB over the wire',
    );
    assert.equal(text.sizesText(of({ bodyBytes: 5, truncated: true }), english), 'Cut after 5 B');
  });

  it('say where the URL stands', () => {
    const place = { document: 'urls.txt', line: 1200, more: 0 };
    assert.equal(text.placeText(of({}, { place }), english), 'urls.txt, line 1,200');
    assert.equal(
      text.placeText(of({}, { place: { ...place, more: 2 } }), english),
      'urls.txt, line 1,200 and 2 more',
    );
    assert.equal(text.placeText(of({}), english), '');
  });

  it('say which HTTP it was', () => {
    assert.equal(text.protocolText(of({}, { stored: { ...stored, httpVersion: '1.1' } })), 'HTTP/1.1');
    assert.equal(text.protocolText(of({}, { stored })), '');
  });
});
