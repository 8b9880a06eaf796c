import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import * as vscode from 'vscode';
import { fetchDocument } from '../../src/host/fetchDocument.ts';
import { forgetSecrets } from '../../src/host/forgetSecrets.ts';
import { writeRuns } from '../../src/host/outputView.ts';
import { PanelFeed } from '../../src/host/panelFeed.ts';
import { resumeRun } from '../../src/host/resumeRun.ts';
import type { Run } from '../../src/host/run.ts';
import { runAgain } from '../../src/host/runAgain.ts';
import { sha256 } from '../support/sha256.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { fixture } from './support/extension.ts';
import { type TestHost, withHost } from './support/testHost.ts';

/** What was asked of a person, or said, and what is answered; the first answer of a kind is used first. */
interface Person {
  inputs: { title: string; prompt: string; password: boolean }[];
  modals: string[];
  messages: string[];
  answers: { input: (string | undefined)[]; modal: (string | undefined)[]; message: (string | undefined)[] };
}

const stubbed = [
  'showInputBox',
  'showWarningMessage',
  'showErrorMessage',
  'showInformationMessage',
  'showQuickPick',
] as const;

/** Gives a host and a person who answers as the test says. */
async function withPerson(use: (host: TestHost, person: Person) => Promise<void>): Promise<void> {
  const person: Person = {
    inputs: [],
    modals: [],
    messages: [],
    answers: { input: [], modal: [], message: [] },
  };
  const window = vscode.window as unknown as Record<(typeof stubbed)[number], unknown>;
  const before = stubbed.map((name) => window[name]);
  const say = async (message: string, first?: unknown) => {
    if (typeof first === 'object' && first !== null && 'modal' in first) {
      person.modals.push(message);
      return person.answers.modal.shift();
    }
    person.messages.push(message);
    return person.answers.message.shift();
  };
  window.showWarningMessage = window.showErrorMessage = window.showInformationMessage = say;
  window.showInputBox = async (options: Person['inputs'][number]) => {
    person.inputs.push(options);
    return person.answers.input.shift();
  };
  window.showQuickPick = async (items: unknown) => items;
  try {
    await withHost((host) => use(host, person));
  } finally {
    stubbed.forEach((name, nth) => (window[name] = before[nth]));
    await closeEditors();
  }
}

async function fetched(host: TestHost, text: string, language = 'gather-list') {
  const { document } = await openUnsaved(text, language);
  const run = await fetchDocument(host, { type: 'document', document });
  await run?.results;
  return run;
}

/** Hashes of the URL, the headers Authorization and X-Key, and the body with which a request came to /digest. */
async function cameWith(run: Run | undefined, index: number): Promise<string[]> {
  assert.ok(run);
  return (await run.json(index)) as string[];
}

/** Runs `use` with a file in the workspace folder, open in an editor. */
async function withFiles(files: Record<string, string>, use: (first: vscode.TextDocument) => Promise<void>) {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const place = vscode.Uri.joinPath(folder.uri, 'lists-test');
  const uris = Object.keys(files).map((name) => vscode.Uri.joinPath(place, name));
  try {
    for (const [nth, content] of Object.values(files).entries()) {
      await vscode.workspace.fs.writeFile(uris[nth] ?? place, new TextEncoder().encode(content));
    }
    await use(await vscode.workspace.openTextDocument(uris[0] ?? place));
  } finally {
    await closeEditors();
    await vscode.workspace.fs.delete(place, { recursive: true });
  }
}

const secret = 'correct horse/"battery"';
const origin = () => new URL(fixture('/')).origin;

suite('a secret', () => {
  const text = () =>
    `# @header X-Key: {{$secret KEY}}\n${fixture('/digest?token={{$secret KEY}}&n=1')}\n${fixture('/digest?n=2')}`;

  test('is asked for once, sent, and shown and stored nowhere', () =>
    withPerson(async (host, person) => {
      let output = '';
      const view = writeRuns(host.runs, { append: (more) => (output += more) });
      const told: unknown[] = [];
      const nothing = () => undefined;
      const actions = {
        openBody: nothing,
        explain: nothing,
        rowAction: nothing,
        showHistory: nothing,
        hasHistory: async () => false,
        showOutput: nothing,
        runAgain: nothing,
        runFailedAgain: nothing,
        resume: nothing,
        addField: nothing,
        removeField: nothing,
        selectionChanged: nothing,
        chosen: nothing,
        keepLayout: nothing,
      };
      const feed = new PanelFeed(host.runs, actions, (message) => told.push(message));
      feed.receive({ type: 'ready' });
      person.answers.input = [secret];
      const run = await fetched(host, text());
      assert.ok(run);
      feed.receive({ type: 'ready' });
      await host.runs.settled();
      await eventually('the output', () => /2 done/.test(output) || undefined);

      assert.equal(person.inputs.length, 1);
      assert.equal(person.inputs[0]?.password, true);
      assert.match(person.inputs[0]?.title ?? '', /KEY/);
      assert.ok(person.inputs[0]?.prompt.includes(origin()));
      const [, , key] = await cameWith(run, 0);
      assert.equal(key, sha256(secret));
      const details = await run.details(0);
      assert.ok(details.requestHeaders.some(([name, value]) => name === 'X-Key' && value === '•••'));

      const names = await readdir(run.folder);
      const files = await Promise.all(names.map((name) => readFile(join(run.folder, name), 'latin1')));
      assert.ok(names.length >= 4);
      const shown = [output, JSON.stringify([told, await run.results, details, host.warnings]), ...files];
      for (const shape of [
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret),
        'horse',
      ]) {
        for (const each of shown) assert.ok(!each.includes(shape), `${shape} in ${each.slice(0, 500)}`);
      }
      view.dispose();
      feed.dispose();

      // Not again, however often it is used.
      const again = await runAgain(host, run, 'all');
      await again?.results;
      assert.equal((await cameWith(again, 1))[2], sha256(secret));
      assert.equal(person.inputs.length, 1);
    }));

  test('is asked about again for another origin, and not sent where that is refused', () =>
    withPerson(async (host, person) => {
      person.answers.input = [secret];
      const other = origin().replace('127.0.0.1', 'localhost');
      const at = (where: string) => `# @header X-Key: {{$secret KEY}}\n${where}/digest`;
      await fetched(host, at(origin()));
      assert.equal(await fetched(host, at(other)), undefined);
      assert.equal(person.modals.length, 1);
      assert.ok(person.modals[0]?.includes(`KEY to ${other}`));
      assert.match(person.messages.join(), /secret KEY is needed/);

      person.answers.modal = ['Send'];
      const run = await fetched(host, at(other));
      assert.equal((await cameWith(run, 0))[2], sha256(secret));
      await fetched(host, `${at(other)}\n${origin()}/digest`);
      assert.deepEqual([person.inputs.length, person.modals.length], [1, 2]);
    }));

  test('that nobody gives stops the run before anything is sent', () =>
    withPerson(async (host, person) => {
      assert.equal(await fetched(host, text()), undefined);
      assert.equal(host.runs.list.length, 0);
      assert.equal(person.inputs.length, 1);
    }));

  test('that is forgotten is asked for again', () =>
    withPerson(async (host, person) => {
      person.answers.input = ['one', 'two'];
      await fetched(host, text());
      await forgetSecrets(host.secrets);
      assert.deepEqual(await host.secrets.list(), []);
      const run = await fetched(host, text());
      assert.equal((await cameWith(run, 0))[2], sha256('two'));
      await forgetSecrets(host.secrets);
      await forgetSecrets(host.secrets);
      assert.match(person.messages.join(), /knows no secret/);
    }));

  test('in the settings belongs to its host, and is taken when it is needed', () =>
    withPerson(async (host, person) => {
      person.answers.input = [secret];
      const configuration = () => vscode.workspace.getConfiguration('gather');
      const headers = {
        [new URL(origin()).host]: { Authorization: 'Bearer {{$secret KEY}}' },
        'e.com': { A: '{{$secret NO}}' },
      };
      await configuration().update('hostHeaders', headers, vscode.ConfigurationTarget.Global);
      try {
        const run = await fetched(host, fixture('/digest'));
        assert.equal((await cameWith(run, 0))[1], sha256(`Bearer ${secret}`));
        assert.deepEqual(
          person.inputs.map(({ title }) => /KEY/.test(title)),
          [true],
        );
        assert.ok(!(await readFile(join(run?.folder ?? '', 'run.json'), 'utf8')).includes('horse'));
      } finally {
        await configuration().update('hostHeaders', undefined, vscode.ConfigurationTarget.Global);
      }
    }));

  test('is taken again by a run that is resumed', () =>
    withPerson(async (host, person) => {
      person.answers.input = [secret];
      const list = `${fixture('/digest?token={{$secret KEY}}')}\n${fixture('/delay/1500/x?key={{$secret KEY}}')}`;
      const { document } = await openUnsaved(list, 'gather-list');
      const live = await fetchDocument(host, { type: 'document', document });
      assert.ok(live);
      await eventually('the first result', () => live.table.ended > 0 || undefined);
      const window = { ...host, ...(await host.reload()) };
      await closeEditors();
      const run = await resumeRun(window, live.id);
      const results = await run?.results;
      assert.deepEqual(
        results?.map(({ outcome }) => outcome),
        ['ok', 'ok'],
      );
      assert.equal(person.inputs.length, 1);
    }));
});

suite('a list', () => {
  test('with an error sends nothing, names the place, and leads to it', () =>
    withPerson(async (host, person) => {
      person.answers.message = ['Show Error'];
      const text = `🎉 ${fixture('/item/1')}\n  # @haeder A: b\n${fixture('/item/{{none}}')}`;
      assert.equal(await fetched(host, text), undefined);
      assert.match(
        person.messages.join(),
        /2 errors\. Untitled-\d+, line 2: @haeder is not known\. Is @header meant\?/,
      );
      const editor = await eventually('the place', () => {
        const { activeTextEditor } = vscode.window;
        return activeTextEditor?.selection.isEmpty === false ? activeTextEditor : undefined;
      });
      assert.equal(editor.document.getText(editor.selection), '@haeder');
    }));

  test('may say how the run as a whole goes', () =>
    withPerson(async (host) => {
      const run = await fetched(
        host,
        `# @concurrency 7\n# @per-host 3\n# @timeout 5s\n${fixture('/item/1')}`,
      );
      assert.deepEqual([run?.options.concurrency, run?.options.concurrencyPerHost], [7, 3]);
      assert.equal(run?.requests.get(0).options?.timeout, 5000);
    }));

  test('with methods that are not safe is confirmed once, or not sent', () =>
    withPerson(async (host, person) => {
      const url = fixture('/echo');
      const text = `POST ${url}/1\nPOST ${url}/2\nDELETE ${url}/3\nHEAD ${url}/4\n${url}/5`;
      assert.equal(await fetched(host, text), undefined);
      assert.deepEqual(person.modals, ['This file sends 2 POST and 1 DELETE requests.']);
      person.answers.modal = ['Send'];
      const run = await fetched(host, text);
      assert.deepEqual(person.modals.length, 2);
      assert.deepEqual(await run?.json(2), { method: 'DELETE', body: '' });
      person.answers.modal = ['Send'];
      await fetched(host, `PUT ${url}`);
      assert.equal(person.modals[2], 'This file sends 1 PUT request.');
    }));

  test('takes variables from the environment and from .env files, the nearest first', () =>
    withPerson(async (host, person) => {
      process.env['GATHER_TEST_ID'] = 'from the environment';
      const files = {
        'a/b/list.urls': `@id = {{$dotenv NEAR}}\n${fixture('/headers/{{id}}/{{$dotenv FAR}}?x={{$processEnv GATHER_TEST_ID}}')}`,
        'a/b/.env': 'NEAR=near',
        'a/.env': 'NEAR=no\nFAR="far away"',
      };
      await withFiles(files, async (document) => {
        const run = await fetchDocument(host, { type: 'document', document });
        await run?.results;
        assert.ok(run);
        const { url } = (await run.json(0)) as { url: string };
        assert.equal(url, '/headers/near/far%20away?x=from%20the%20environment');
      });
      delete process.env['GATHER_TEST_ID'];
      assert.equal(await fetched(host, fixture('/{{$processEnv GATHER_TEST_ID}}')), undefined);
      assert.equal(await fetched(host, fixture('/{{$dotenv NOWHERE}}')), undefined);
      assert.match(
        person.messages.join(),
        /environment variable GATHER_TEST_ID is not set.*NOWHERE is in no \.env file/,
      );
    }));

  test('of an untrusted workspace uses no environment, .env file, secret or body file', () =>
    withPerson(async (host, person) => {
      const trusted = Object.getOwnPropertyDescriptor(vscode.workspace, 'isTrusted');
      assert.ok(trusted);
      Object.defineProperty(vscode.workspace, 'isTrusted', { configurable: true, get: () => false });
      try {
        const url = fixture('/echo');
        for (const each of ['{{$processEnv PATH}}', '{{$dotenv A}}', '{{$secret A}}']) {
          assert.equal(await fetched(host, `${url}?${each}`), undefined, each);
          assert.match(person.messages.pop() ?? '', /only used in a workspace that you trust/);
        }
        assert.equal(await fetched(host, `POST ${url}\n\n< ./file`, 'http'), undefined);
        assert.match(person.messages.pop() ?? '', /only used in a workspace that you trust/);
        assert.equal((await (await fetched(host, `${url}?{{$guid}}`))?.results)?.[0]?.outcome, 'ok');
        assert.deepEqual([person.inputs, person.modals], [[], []]);
      } finally {
        Object.defineProperty(vscode.workspace, 'isTrusted', trusted);
      }
    }));
});

suite('a .http file', () => {
  test('sends its requests at once, with bodies and headers', () =>
    withPerson(async (host, person) => {
      person.answers.modal = ['Send'];
      const requests = [1, 2, 3, 4, 5].map((n) => `### ${n}\nGET ${fixture(`/delay/300/${n}`)}`);
      const run = await fetched(
        host,
        `POST ${fixture('/echo')}\nX: y\n\n{"a": 1}\n${requests.join('\n')}`,
        'http',
      );
      assert.deepEqual(await run?.json(0), { method: 'POST', body: '{"a": 1}' });
      const results = (await run?.results) ?? [];
      // Each has begun before any has ended: they do not wait for each other.
      const slow = results.slice(1).map(({ timings }) => timings);
      const firstEnd = Math.min(...slow.map(({ start, total }) => start + total));
      assert.ok(slow.length === 5 && slow.every(({ start }) => start < firstEnd));
    }));

  test('sends a file for a body; one that is missing is the failure of its request', () =>
    withPerson(async (host, person) => {
      person.answers.modal = ['Send'];
      const post = (file: string) => `###\nPOST ${fixture('/echo')}\n\n< ${file}\n`;
      const files = {
        'a/list.http': ['../in.json', 'none.json', '/etc/hostname'].map(post).join(''),
        'in.json': '{"from": "file"}',
      };
      await withFiles(files, async (document) => {
        const run = await fetchDocument(host, { type: 'document', document });
        const results = (await run?.results) ?? [];
        assert.deepEqual(await run?.json(0), { method: 'POST', body: '{"from": "file"}' });
        assert.deepEqual(
          results.map(({ failure }) => failure?.kind),
          [undefined, 'input', 'input'],
        );
        assert.match(results[1]?.failure?.message ?? '', /no file none\.json/);
        assert.match(results[2]?.failure?.message ?? '', /outside of the workspace|no file/);
      });
    }));
});
