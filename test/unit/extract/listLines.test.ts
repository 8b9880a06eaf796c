import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { replaceParts } from '../../../src/core/replacement.ts';
import { extract } from '../../../src/extract/extract.ts';
import { planFix } from '../../../src/extract/planFix.ts';
import type { Fix, FixPlan } from '../../../src/core/fixProtocol.ts';

const [a, b, c] = ['https://a.com/', 'https://b.com/', 'https://c.com/'];

function fixed(text: string, fix: Fix): string {
  const plan: FixPlan = planFix({ text, languageId: 'gather-list' }, fix);
  assert.ok(plan !== 'noList');
  return replaceParts(text, plan);
}

const without = (text: string, line?: number) =>
  fixed(text, { type: 'removeDuplicates', ...(line !== undefined && { line }) });

/** The text in which the URLs of one host are dead. */
const withoutDead = (text: string, dead = a) => {
  const { requests } = extract({ text, languageId: 'gather-list' });
  const starts = requests.filter(({ url }) => url.startsWith(dead)).map(({ start }) => start);
  return fixed(text, { type: 'commentOut', starts });
};

describe('duplicates in a list', () => {
  for (const [what, text, after] of [
    ['later lines', `${a}\n${b}\n${a}\n${a}x\n${b}\n`, `${a}\n${b}\n${a}x\n`],
    ['lines that end with two signs', `${a}\r\n${a}\r\n${b}\r\n`, `${a}\r\n${b}\r\n`],
    ['the last line', `${a}\n${b}\n${a}`, `${a}\n${b}\n`],
    ['another fragment', `${a}\n${a}#x\n`, `${a}\n`],
    ['with marks and methods', `GET ${a}\n2. ${a},\n- ${a}\n`, `GET ${a}\n`],
    ['several in a line', `${a} ${b}\n${b} ${a}\n`, `${a} ${b}\n`],
    ['with a variable', `@h = https://a.com\n{{h}}/\n${a}\n`, '@h = https://a.com\n{{h}}/\n'],
  ] as const) {
    it(`are removed: ${what}`, () => assert.equal(without(text), after));
  }

  for (const [what, text] of [
    ['another method', `${a}\nPOST ${a}\n`],
    ['lines with words of their own', `${a}\nthe start: ${a}\n${a} # again\n`],
    ['lines in which one is new', `${a}\n${a} ${b}\n`],
    ['others than their group', `${a}\n### x\n# @header A: b\n${a}\n`],
    ['requests with a name', `${a}\n# @name x\n${a}\n${b}\n`],
    ['new values each time', `${a}{{$guid}}\n${a}{{$guid}}\n`],
    ['comments', `${a}\n# ${a}\n`],
  ] as const) {
    it(`are not ${what}`, () => assert.equal(without(text), text));
  }

  it('are left where what is said above them would be said of another', () => {
    const text = `${b}\n### x\n# @timeout 5s\n${a}\n# @timeout 5s\n### y\n# @timeout 5s\n${a}\n# @timeout 9s\n${c}\n`;
    assert.equal(without(text), text);
  });

  it('are removed in one line only', () => assert.equal(without(`${a}\n${a}\n${a}\n`, 1), `${a}\n${a}\n`));
});

describe('dead URLs in a list', () => {
  for (const [what, text, after] of [
    ['their lines', `${a}\n${b}\n  ${a}x y\n`, `# ${a}\n${b}\n#   ${a}x y\n`],
    ['a line with several', `${a} ${a}x\r\n${b}`, `# ${a} ${a}x\r\n${b}`],
    ['one below its directives', `# @header A: b\n${a}\n${b}`, `# @header A: b\n# ${a}\n${b}`],
  ] as const) {
    it(`become comments: ${what}`, () => assert.equal(withoutDead(text), after));
  }

  for (const [what, text] of [
    ['beside one that is alive', `${a} ${b}\n`],
    ['whose name would be another one’s', `# @name x\n${a}\n${b}\n`],
  ] as const) {
    it(`stay ${what}`, () => assert.equal(withoutDead(text), text));
  }
});

describe('a text that is no list', () => {
  it('keeps its lines', () => {
    for (const fix of [{ type: 'removeDuplicates' }, { type: 'commentOut', starts: [0] }] as const) {
      assert.equal(planFix({ text: `${a}\n${a}\n`, languageId: 'markdown' }, fix), 'noList');
      assert.equal(planFix({ text: a, languageId: 'plaintext', uri: 'file:///a.js' }, fix), 'noList');
    }
  });
});
