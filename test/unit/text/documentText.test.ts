import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentText } from '../../../src/text/documentText.ts';

describe('the text of a document', () => {
  const cases: [name: string, file: string, document: string][] = [
    ['has the line ends of its file', 'a\r\nb\r\n', 'a\r\nb\r\n'],
    ['has line feeds where most are', 'a\nb\nc\r\n', 'a\nb\nc\n'],
    ['has both where most have a carriage return', 'a\r\nb\r\nc\n', 'a\r\nb\r\nc\r\n'],
    ['has line feeds where it is half and half', 'a\r\nb\n', 'a\nb\n'],
    ['has both for carriage returns alone', 'a\rb\r', 'a\r\nb\r\n'],
    ['may be one line', 'a', 'a'],
  ];
  for (const [name, file, document] of cases) it(name, () => assert.equal(documentText(file), document));
});
