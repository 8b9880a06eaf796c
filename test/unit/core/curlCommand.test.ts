import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { curlCommand, type CurlRequest } from '../../../src/core/curlCommand.ts';

const hasShell = process.platform !== 'win32';

/** What the shell makes of commands: for each the words that curl is given, and what it reads. */
function inShell(commands: readonly string[]): { words: string[]; input: Buffer }[] {
  const script = `curl() {
  for word; do printf 'w%s\\0' "$word"; done
  case "$*" in *--data-binary\\ @-) printf i; od -An -v -tx1; printf '\\0' ;; esac
  printf ';\\0'
}
${commands.join('\n')}
`;
  const calls: { words: string[]; input: Buffer }[] = [];
  let words: string[] = [];
  let input = Buffer.alloc(0);
  for (const part of execFileSync('sh', ['-s'], { input: Buffer.from(script) })
    .toString()
    .split('\0')) {
    const rest = part.slice(1);
    if (part.startsWith('w')) words.push(rest);
    else if (part.startsWith('i')) input = Buffer.from(rest.replaceAll(/\s/g, ''), 'hex');
    else if (part === ';') {
      calls.push({ words, input });
      words = [];
      input = Buffer.alloc(0);
    }
  }
  return calls;
}

describe('a cURL command', () => {
  const commands: [name: string, request: CurlRequest, command: string][] = [
    ['of a GET', { url: 'https://e.com/a?b=c&d' }, `curl 'https://e.com/a?b=c&d'`],
    ['of a HEAD', { url: 'https://e.com', method: 'HEAD' }, `curl https://e.com --head`],
    ['of another method', { url: 'https://e.com', method: 'DELETE' }, `curl https://e.com --request DELETE`],
    [
      'with headers, empty ones too',
      {
        url: 'https://e.com',
        headers: [
          ['X-A', `it's`],
          ['X-B', ''],
          ['@file', 'x'],
          ['X-C', 'a\r\nb'],
        ],
      },
      String.raw`curl https://e.com --header 'X-A: it'\''s' --header 'X-B;' --header 'X-C: a b'`,
    ],
    [
      'with a text for its body',
      { url: 'https://e.com', method: 'POST', body: '@a', headers: [['content-type', 'text/plain']] },
      `curl https://e.com --header 'content-type: text/plain' --data-raw '@a'`,
    ],
    [
      'with a body without a type, and a method of its own',
      { url: 'https://e.com', method: 'PUT', body: 'a' },
      `curl https://e.com --request PUT --header 'Content-Type:' --data-raw a`,
    ],
    [
      'with bytes for its body',
      { url: 'https://e.com', method: 'POST', body: Uint8Array.of(0, 65, 49, 255) },
      String.raw`printf '\000A1\377' | curl https://e.com --header 'Content-Type:' --data-binary @-`,
    ],
    [
      'with a file for its body',
      { url: 'https://e.com', method: 'POST', bodyFile: './a b' },
      `curl https://e.com --header 'Content-Type:' --data-binary '@./a b'`,
    ],
    [
      'of what curl would take for a pattern or an option',
      { url: 'https://e.com/{a}[1-9]' },
      `curl --globoff 'https://e.com/{a}[1-9]'`,
    ],
    [
      'with what it is to wait for and to follow',
      { url: 'https://e.com', compressed: true, redirects: 3, timeout: 1500 },
      'curl https://e.com --compressed --location --max-redirs 3 --max-time 1.5',
    ],
    ['of what is no URL', { url: '-o/etc/passwd' }, `curl --url '-o/etc/passwd'`],
  ];
  for (const [name, request, command] of commands) {
    it(name, () => assert.equal(curlCommand(request), command));
  }
});

if (hasShell) {
  describe('a cURL command in a shell', () => {
    it('is taken by a shell for exactly these words', () => {
      const hostile = fc.string({
        unit: fc.constantFrom(...`'"\\$\`!*?~#&|;<>(){}[] \t\n%a`.split(''), 'é', '\u2028', '\u0001'),
      });
      const request = fc.record({
        url: hostile.map((text) => `https://e.com/${text}`),
        value: hostile,
        body: hostile,
        bytes: fc.uint8Array({ minLength: 1 }),
      });
      fc.assert(
        fc.property(fc.array(request, { minLength: 1, maxLength: 20 }), (requests) => {
          const commands = requests.flatMap(({ url, value, body, bytes }) => [
            curlCommand({ url, method: 'POST', headers: [['X-A', value]], body }),
            curlCommand({ url, method: 'POST', body: bytes }),
          ]);
          const calls = inShell(commands);
          assert.equal(calls.length, commands.length);
          requests.forEach(({ url, value, body, bytes }, nth) => {
            const [first, second] = [calls[2 * nth], calls[2 * nth + 1]];
            assert.ok(first && second);
            // What a terminal would take for a key, or nobody would see, is written as a URL has it, or left out.
            const shown = url
              .replaceAll(/[\t\n]/g, '')
              .replaceAll('\u2028', '%E2%80%A8')
              .replaceAll('\u0001', '%01');
            assert.ok(first.words.includes(shown) && second.words.includes(shown));
            const line = value
              .replaceAll(/\n+/g, ' ')
              .replaceAll(/[\t\u2028]/g, '')
              .replaceAll('\u0001', '')
              .trim();
            assert.ok(first.words.includes(line === '' ? 'X-A;' : `X-A: ${line}`));
            assert.ok(first.words.at(-1) === body || first.input.toString() === body);
            assert.deepEqual(new Uint8Array(second.input), bytes);
          });
        }),
        { numRuns: 20 },
      );
    });

    it('hands over a long body, which is no argument, as it is', () => {
      const body = `it's % \\n `.repeat(30_000);
      const [call] = inShell([curlCommand({ url: 'https://e.com', method: 'POST', body })]);
      assert.equal(call?.input.toString(), body);
    });
  });
}
