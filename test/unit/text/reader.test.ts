import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import { RequestList } from '../../../src/core/requestList.ts';
import type { FromTextWorker, ReadOptions, ToTextWorker } from '../../../src/core/textProtocol.ts';
import { Reader } from '../../../src/text/reader.ts';

const plain: ReadOptions = { languageId: 'plaintext', merge: false };
const limits = { wholeBytes: 1000, sliceBytes: 64 };

class Host {
  readonly messages: FromTextWorker[] = [];
  readonly reader: Reader;

  constructor(given?: typeof limits) {
    this.reader = new Reader((message, transfer) => {
      this.messages.push(structuredClone(message, { transfer: transfer ?? [] }));
    }, given);
  }

  async read(id: number, text: string, options: ReadOptions): Promise<void> {
    const half = text.length >> 1;
    await this.reader.receive({ type: 'read', id, options });
    await this.reader.receive({ type: 'piece', id, text: text.slice(0, half), last: false });
    await this.reader.receive({ type: 'piece', id, text: text.slice(half), last: true });
  }

  /** Asks for more until the reading has ended. */
  async finish(id: number): Promise<void> {
    while (this.of(id).at(-1)?.type === 'requests') await this.reader.receive({ type: 'more', id });
  }

  of(id: number): FromTextWorker[] {
    return this.messages.filter((message) => message.id === id);
  }

  urls(id: number): string[] {
    const list = new RequestList();
    for (const message of this.of(id)) if (message.type === 'requests') list.append(message.chunk);
    return Array.from({ length: list.length }, (_, index) => list.url(index));
  }

  places(id: number): number[][] {
    return this.of(id).flatMap((message) => {
      if (message.type !== 'requests') return [];
      const { rows, starts, ends, lines } = message.places;
      return Array.from(rows, (row, at) => [row, starts[at] ?? -1, ends[at] ?? -1, lines[at] ?? -1]);
    });
  }

  types(id: number): string[] {
    return this.of(id).map((message) => message.type);
  }
}

async function readAll(text: string, options: ReadOptions): Promise<Host> {
  const host = new Host();
  await host.read(1, text, options);
  await host.finish(1);
  return host;
}

async function withFile(
  content: string | Uint8Array,
  name: string,
  use: (path: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gather-text-'));
  try {
    const path = join(folder, name);
    await writeFile(path, content);
    await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readFileAll(path: string, options: ReadOptions = plain): Promise<Host> {
  const host = new Host(limits);
  await host.reader.receive({ type: 'readFile', id: 1, path, options });
  await host.finish(1);
  return host;
}

function failure(host: Host): string {
  const message = host.of(1).at(-1);
  return message?.type === 'failed' ? message.message : `no failure but ${message?.type}`;
}

describe('a text', () => {
  it('is put together from pieces, also in the middle of a URL', async () => {
    const host = await readAll('https://e.com/a https://e.com/b', plain);
    assert.deepEqual(host.urls(1), ['https://e.com/a', 'https://e.com/b']);
    assert.deepEqual(host.places(1), [
      [0, 0, 15, 0],
      [1, 16, 31, 0],
    ]);
    assert.deepEqual(host.of(1).at(-1), {
      type: 'done',
      id: 1,
      problems: [],
      fields: [],
      options: {},
      excluded: 0,
    });
  });

  it('is done at once where it holds nothing', async () => {
    assert.deepEqual((await readAll('nothing', plain)).types(1), ['done']);
  });

  it('is read by its language', async () => {
    const host = await readAll('`https://no.com` https://e.com', { languageId: 'markdown', merge: false });
    assert.deepEqual(host.urls(1), ['https://e.com']);
  });

  it('merges equal requests into one row with all its places', async () => {
    const host = await readAll('https://e.com/a#x\nhttps://e.com/b\nhttps://e.com/a', {
      ...plain,
      merge: true,
    });
    assert.deepEqual(host.urls(1), ['https://e.com/a#x', 'https://e.com/b']);
    assert.deepEqual(host.places(1), [
      [0, 0, 17, 0],
      [1, 18, 33, 1],
      [0, 34, 49, 2],
    ]);
  });

  const text = 'https://e.com/a https://e.com/b https://e.com/c';
  const ranges: [name: string, within: [number, number][], urls: string[]][] = [
    ['a caret in it', [[3, 3]], ['a']],
    ['a caret at its start', [[16, 16]], ['b']],
    ['a caret at its end', [[15, 15]], ['a']],
    ['a selection that touches two', [[15, 16]], ['a', 'b']],
    [
      'several ranges, in any order',
      [
        [40, 41],
        [0, 2],
        [1, 5],
      ],
      ['a', 'c'],
    ],
    ['no range', [], []],
  ];
  for (const [name, within, urls] of ranges) {
    it(`counts a URL for ${name}`, async () => {
      const host = await readAll(text, { ...plain, within });
      assert.deepEqual(
        host.urls(1),
        urls.map((letter) => `https://e.com/${letter}`),
      );
    });
  }

  it('is sent in chunks, each after the host is ready', async () => {
    const many = Array.from({ length: 12_000 }, (_, index) => `https://e.com/${index}`);
    const host = new Host();
    await host.read(1, many.join('\n'), plain);
    assert.deepEqual(host.types(1), ['requests']);
    await host.finish(1);
    assert.deepEqual(host.types(1), ['requests', 'requests', 'requests', 'done']);
    assert.deepEqual(host.urls(1), many);
    assert.equal(host.places(1).length, 12_000);
  });

  it('sends more places than rows in several messages', async () => {
    const host = await readAll('https://e.com/a\n'.repeat(11_000), { ...plain, merge: true });
    assert.deepEqual(host.urls(1), ['https://e.com/a']);
    assert.equal(host.places(1).length, 11_000);
    assert.deepEqual(host.types(1), ['requests', 'requests', 'requests', 'done']);
  });
});

describe('several readings', () => {
  it('may be interleaved', async () => {
    const host = new Host();
    await host.reader.receive({ type: 'read', id: 1, options: plain });
    await host.reader.receive({ type: 'read', id: 2, options: plain });
    await host.reader.receive({ type: 'piece', id: 1, text: 'https://a.', last: false });
    await host.reader.receive({ type: 'piece', id: 2, text: 'https://b.com', last: true });
    await host.reader.receive({ type: 'piece', id: 1, text: 'com', last: true });
    await host.finish(1);
    await host.finish(2);
    assert.deepEqual([host.urls(1), host.urls(2)], [['https://a.com'], ['https://b.com']]);
  });

  it('end silently when they are cancelled', async () => {
    const host = new Host();
    await host.read(1, 'https://e.com', plain);
    await host.reader.receive({ type: 'cancel', id: 1 });
    await host.reader.receive({ type: 'more', id: 1 });
    await host.reader.receive({ type: 'read', id: 2, options: plain });
    await host.reader.receive({ type: 'cancel', id: 2 });
    await host.reader.receive({ type: 'piece', id: 2, text: 'https://e.com', last: true });
    await host.reader.receive({ type: 'cancel', id: 3 });
    assert.deepEqual(
      host.messages.map(({ id, type }) => [id, type]),
      [[1, 'requests']],
    );
  });
});

describe('a file', () => {
  const lines = Array.from({ length: 200 }, (_, index) => `https://e.com/é${index}🎉`);

  it('is read in slices cut at line ends, characters across slices whole, without places', () =>
    withFile(lines.join('\r\n'), 'a.txt', async (path) => {
      const host = await readFileAll(path);
      assert.deepEqual(host.urls(1), lines);
      assert.deepEqual(host.places(1), []);
    }));

  it('switches comment lines off by its extension', () =>
    withFile('# https://no.com\nhttps://e.com', 'a.urls', async (path) => {
      assert.deepEqual((await readFileAll(path, { languageId: '', merge: true })).urls(1), ['https://e.com']);
    }));

  it('keeps what a list says at its top over its slices', () =>
    withFile(
      `@b = https://e.com\n# @timeout 5s\n# @per-host 2\n${'{{b}}/a\n'.repeat(50)}{{c}}`,
      'a.urls',
      async (path) => {
        const host = await readFileAll(path);
        assert.deepEqual(
          host.urls(1),
          Array.from({ length: 50 }, () => 'https://e.com/a'),
        );
        const done = host.messages.find((message) => message.type === 'done');
        assert.ok(done?.type === 'done');
        assert.deepEqual(done.options, { concurrencyPerHost: 2 });
        assert.match(done.problems[0]?.message ?? '', /no variable "c"/);
      },
    ));

  it('merges over its slices', () =>
    withFile([...lines, ...lines].join('\n'), 'a.txt', async (path) => {
      assert.deepEqual((await readFileAll(path, { ...plain, merge: true })).urls(1), lines);
    }));

  it('is cut where no URL goes on in a line longer than a slice', () =>
    withFile(lines.join(' '), 'a.txt', async (path) => {
      assert.deepEqual((await readFileAll(path)).urls(1), lines);
    }));

  for (const [name, head, encode] of [
    ['UTF-8', [0xef, 0xbb, 0xbf], (text: string) => Buffer.from(text)],
    ['little-endian UTF-16', [0xff, 0xfe], (text: string) => Buffer.from(text, 'utf16le')],
    ['big-endian UTF-16', [0xfe, 0xff], (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ] as const) {
    it(`is read as ${name} by its byte order mark`, () =>
      withFile(
        Buffer.concat([Buffer.from(head), encode(`# https://no.com\n${lines.join('\n')}`)]),
        'a.txt',
        async (path) => {
          assert.deepEqual((await readFileAll(path)).urls(1), lines);
        },
      ));
  }

  it('is read whole where it is Markdown or JSON', () =>
    withFile(
      '```\nhttps://no.com\n\n\nhttps://no.com\n\n\nhttps://no.com\n\nhttps://no.com\n```\n[a](https://e.com)',
      'a.md',
      async (path) => {
        assert.deepEqual((await readFileAll(path, { languageId: '', merge: false })).urls(1), [
          'https://e.com',
        ]);
      },
    ));

  it('is read by the plain rules in slices where it is too large for that', () =>
    withFile(`# ${lines.join('\n')}`, 'a.md', async (path) => {
      assert.deepEqual((await readFileAll(path, { languageId: 'markdown', merge: false })).urls(1), lines);
    }));

  const wholes: readonly [name: string, content: string, urls: string[]][] = [
    [
      'a.html',
      `<script>\n${'let a;\n'.repeat(20)}"<a href='https://no.com'>"\n</script>\n<a\nhref="https://e.com/?a&amp;b">`,
      ['https://e.com/?a&b'],
    ],
    [
      'a.xml',
      `<urlset>\n<url>${'\n'.repeat(100)}<loc>https://e.com/?a&amp;b</loc>https://no.com</url></urlset>`,
      ['https://e.com/?a&b'],
    ],
    ['a.csv', `a;b\n"${'c;\n'.repeat(60)}";"https://e.com/""x;y"\n`, ['https://e.com/"x;y']],
    ['a.yaml', `a: "${'b\n '.repeat(60)} https://e.com/\\u0041"`, ['https://e.com/A']],
    ['a.json', `{\n"a": [${'\n'.repeat(200)}"https:\\/\\/e.com"]}`, ['https://e.com']],
  ];
  for (const [name, content, urls] of wholes) {
    it(`is read whole where it is ${name}`, () =>
      withFile(content, name, async (path) => {
        assert.ok(content.length > 2 * limits.sliceBytes && content.length < limits.wholeBytes);
        assert.deepEqual((await readFileAll(path, { languageId: '', merge: false })).urls(1), urls);
      }));
  }

  const lined: readonly [name: string, line: (url: string) => string][] = [
    ['a.html', (url) => `<a href="${url}">https://no.com</a>`],
    ['a.xml', (url) => `<a xmlns="http://no.com" b="${url}"/>`],
    ['a.csv', (url) => `1;"a;""b";${url}`],
    ['a.yaml', (url) => `- "\\t${url}"`],
    ['a.json', (url) => `"a": "${url}",`],
    ['a.vue', (url) => `<img src="${url}">`],
  ];
  for (const [name, line] of lined) {
    it(`is read in slices where it is ${name}, too large to be read whole`, () =>
      withFile(lines.map(line).join('\n'), name, async (path) => {
        assert.deepEqual((await readFileAll(path, { languageId: '', merge: false })).urls(1), lines);
      }));
  }

  it('is cut at lone carriage returns', () =>
    withFile(lines.flatMap((url) => ['# https://no.com', url]).join('\r'), 'a.txt', async (path) => {
      assert.deepEqual((await readFileAll(path)).urls(1), lines);
    }));

  it('is read line by line where it is JSON lines of any size', () =>
    withFile(lines.map((url) => `{"url":"${url}."}`).join('\n'), 'a.ndjson', async (path) => {
      assert.deepEqual(
        (await readFileAll(path)).urls(1),
        lines.map((url) => `${url}.`),
      );
    }));

  it('may be empty', () =>
    withFile('', 'a.txt', async (path) => assert.deepEqual((await readFileAll(path)).types(1), ['done'])));

  it('fails with a readable message where it is binary', () =>
    withFile(Uint8Array.of(1, 0, 2), 'a.bin', async (path) => {
      assert.match(failure(await readFileAll(path)), /a\.bin is a binary file, not text\. Choose/);
    }));

  it('fails with a readable message where there is none, or a folder', () =>
    withFile('', 'a.txt', async (path) => {
      assert.match(failure(await readFileAll(`${path}x`)), /a\.txtx does not exist\..*open it again/);
      assert.match(failure(await readFileAll(join(path, '..'))), /is a folder\. Choose a file/);
      assert.match(failure(await readFileAll(join(path, 'b'))), /could not be read \(ENOTDIR\)/);
    }));

  it('can be given as bytes', async () => {
    const host = new Host(limits);
    await host.reader.receive({
      type: 'readBytes',
      id: 1,
      bytes: Buffer.from(lines.join('\n')),
      options: plain,
    });
    await host.finish(1);
    assert.deepEqual(host.urls(1), lines);
  });

  it('is left alone once its reading is cancelled', () =>
    withFile(
      Array.from({ length: 6000 }, (_, index) => `https://e.com/${index}`).join('\n'),
      'a.txt',
      async (path) => {
        const host = new Host(limits);
        const reading = host.reader.receive({ type: 'readFile', id: 1, path, options: plain });
        await host.reader.receive({ type: 'cancel', id: 1 });
        await reading;
        assert.deepEqual(host.messages, []);
      },
    ));
});

describe('the worker', () => {
  it('answers over its port', async () => {
    const worker = new Worker(new URL('../../../src/text/worker.ts', import.meta.url));
    try {
      const answers: FromTextWorker[] = [];
      const send = (message: ToTextWorker) => worker.postMessage(message);
      const ended = new Promise<void>((resolve, reject) => {
        worker.on('error', reject);
        worker.on('message', (message: FromTextWorker) => {
          answers.push(message);
          if (message.type === 'requests') send({ type: 'more', id: 7 });
          else resolve();
        });
      });
      send({ type: 'read', id: 7, options: plain });
      send({ type: 'piece', id: 7, text: 'https://e.com', last: true });
      await ended;
      assert.deepEqual(
        answers.map((answer) => answer.type),
        ['requests', 'done'],
      );
    } finally {
      await worker.terminate();
    }
  });
});

describe('a file that is read as a document', () => {
  const asDocument: ReadOptions = { languageId: '', merge: true, asDocument: true };

  it('has the places that the document has, however large what is read at once', async () => {
    const text = `https://e.com/a\r\n${'x '.repeat(100)}\r\nhttps://e.com/b\nhttps://e.com/a`;
    await withFile(`\ufeff${text}`, 'list.txt', async (path) => {
      const host = await readFileAll(path, asDocument);
      const document = text.replaceAll(/\r?\n/g, '\r\n');
      assert.deepEqual(
        host.places(1).map(([row, start, end, line]) => [row, document.slice(start, end), line]),
        [
          [0, 'https://e.com/a', 0],
          [1, 'https://e.com/b', 2],
          [0, 'https://e.com/a', 3],
        ],
      );
    });
  });

  it('tells what holds no text from what cannot be read', async () => {
    await withFile(Uint8Array.of(1, 0, 2), 'a.bin', async (path) => {
      const message = (await readFileAll(path, asDocument)).of(1).at(-1);
      assert.ok(message?.type === 'failed');
      assert.equal(message.reason, 'binary');
    });
    const missing = (await readFileAll('/nowhere/a.txt', asDocument)).of(1).at(-1);
    assert.ok(missing?.type === 'failed');
    assert.equal(missing.reason, undefined);
  });

  it('may be too large', async () => {
    await withFile('', 'huge.txt', async (path) => {
      // A hole takes no room on the disk.
      await truncate(path, 50 * 1024 * 1024 + 1);
      const message = (await readFileAll(path, asDocument)).of(1).at(-1);
      assert.ok(message?.type === 'failed');
      assert.equal(message.reason, 'huge');
    });
  });
});

describe('what is not to be asked for', () => {
  const exclusions = { urls: ['no.example'], privateAddresses: true };
  const text = 'https://e.com/a http://no.example/b http://localhost/c https://e.com/d';
  const counted = (host: Host) => {
    const message = host.of(1).at(-1);
    return message?.type === 'done' ? [host.urls(1), message.excluded] : message;
  };
  const kept = [['https://e.com/a', 'https://e.com/d'], 2];

  it('is left out of a text, and counted', async () => {
    assert.deepEqual(counted(await readAll(text, { ...plain, exclusions })), kept);
  });

  it('is left out of a part of a text', async () => {
    const host = await readAll(text, { ...plain, exclusions, within: [[0, 20]] });
    assert.deepEqual(counted(host), [['https://e.com/a'], 1]);
  });

  it('is left out of a file, read in slices or as a whole', async () => {
    for (const name of ['a.txt', 'a.md']) {
      await withFile(text.replaceAll(' ', '\n'), name, async (path) => {
        assert.deepEqual(counted(await readFileAll(path, { ...plain, languageId: '', exclusions })), kept);
      });
    }
  });
});
