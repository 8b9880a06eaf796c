import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { flag } from '../../src/core/columns.ts';
import { failureKinds } from '../../src/core/failureKinds.ts';
import { stateCode } from '../../src/core/rowState.ts';
import { mostProblems, Problems } from '../../src/host/problems.ts';
import { batchOf } from './support/batch.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { type PlacesHost, withPlaces } from './support/withPlaces.ts';

const urls = ['https://a.example', 'https://b.example', 'https://c.example'];
const notFound = { state: stateCode.httpError, status: 404 };
const noHost = {
  state: stateCode.failed,
  status: 0,
  failureKind: 1 + failureKinds.indexOf('dns'),
  message: 'There is no host c.example. Check its spelling.',
};

/** The problems of Gather in a document; those of the extension under test are there, too, and have the same results. */
const problemsOf = ({ uri }: vscode.TextDocument) =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Gather');

const shown = (document: vscode.TextDocument) =>
  problemsOf(document).map(({ range, code }) => [
    range.start.line,
    typeof code === 'object' ? code.value : code,
  ]);

function untilShown(document: vscode.TextDocument, expected: unknown[][]): Promise<void> {
  const wanted = JSON.stringify(expected);
  return eventually(wanted, () => JSON.stringify(shown(document)) === wanted || undefined).then(
    () => undefined,
    () => assert.deepEqual(shown(document), expected),
  );
}

function withProblems(
  use: (given: PlacesHost & { problems: Problems }) => Promise<void>,
  severity: vscode.DiagnosticSeverity | undefined = vscode.DiagnosticSeverity.Warning,
): Promise<void> {
  return withPlaces(async (given) => {
    const { runs } = given.host;
    const problems = new Problems({ places: given.places, runs, settings: { problems: () => severity } });
    try {
      await use({ ...given, problems });
    } finally {
      problems.dispose();
    }
  });
}

suite('problems', () => {
  teardown(closeEditors);

  test('are what failed and what is not accepted, with a code that leads to its meaning', () =>
    withProblems(async ({ fetch, fetcher }) => {
      const { document } = await openUnsaved(urls.join('\n'));
      await fetch(document);
      const [job] = fetcher.jobs;
      job?.onBatch(batchOf([0]));
      job?.onBatch(batchOf([1], notFound));
      job?.onBatch(batchOf([2], noHost));
      await untilShown(document, [
        [1, 404],
        [2, 'dns'],
      ]);
      const [first, second] = problemsOf(document);
      assert.equal(first?.message, `Status 404 is not accepted (gather.acceptStatus): ${urls[1]}`);
      assert.equal(second?.message, noHost.message);
      assert.equal(second.severity, vscode.DiagnosticSeverity.Warning);
      assert.deepEqual(second.range, new vscode.Range(2, 0, 2, 17));
      const { code } = second;
      assert.ok(typeof code === 'object');
      assert.equal(decodeURIComponent(code.target.toString(true)), 'command:gather.explainFailure?["dns"]');
    }));

  test('are not what was blocked as a robot, nor anything where they are off', async () => {
    await withProblems(async ({ fetch, fetcher }) => {
      const { document } = await openUnsaved(urls.join('\n'));
      await fetch(document);
      fetcher.jobs[0]?.onBatch(batchOf([0], { ...notFound, flags: flag.blocked }));
      fetcher.jobs[0]?.onBatch(batchOf([1], notFound));
      await untilShown(document, [[1, 404]]);
    });
    await withPlaces(async ({ fetch, fetcher, host, places }) => {
      let severity: vscode.DiagnosticSeverity | undefined = vscode.DiagnosticSeverity.Error;
      const problems = new Problems({ places, runs: host.runs, settings: { problems: () => severity } });
      const editor = await openUnsaved(urls.join('\n'));
      await fetch(editor.document);
      fetcher.jobs[0]?.onBatch(batchOf([0], notFound));
      await untilShown(editor.document, [[0, 404]]);
      severity = undefined;
      await editor.edit((builder) => builder.insert(new vscode.Position(2, 0), '\n'));
      await untilShown(editor.document, []);
      problems.dispose();
    });
  });

  test('move with the text, and go with a URL that is changed, and with the next run', () =>
    withProblems(async ({ fetch, fetcher }) => {
      const editor = await openUnsaved(urls.join('\n'));
      const { document } = editor;
      await fetch(document);
      fetcher.jobs[0]?.onBatch(batchOf([0, 2], notFound));
      await untilShown(document, [
        [0, 404],
        [2, 404],
      ]);
      await editor.edit((builder) => builder.insert(new vscode.Position(1, 0), '\n\n'));
      await untilShown(document, [
        [0, 404],
        [4, 404],
      ]);
      await editor.edit((builder) => builder.insert(new vscode.Position(0, 10), 'x'));
      await untilShown(document, [[4, 404]]);
      await fetch(document);
      await untilShown(document, []);
    }));

  test('are cleared by a person, and new ones come with new results', () =>
    withProblems(async ({ fetch, fetcher, problems }) => {
      const { document } = await openUnsaved(urls.join('\n'));
      await fetch(document);
      fetcher.jobs[0]?.onBatch(batchOf([0], notFound));
      await untilShown(document, [[0, 404]]);
      problems.clear();
      assert.deepEqual(shown(document), []);
      fetcher.jobs[0]?.onBatch(batchOf([1], noHost));
      await untilShown(document, [[1, 'dns']]);
    }));

  test('are a thousand of a document at most, and one says how many more there are', () =>
    withProblems(async ({ fetch, fetcher }) => {
      const many = Array.from({ length: mostProblems + 4 }, (_, n) => `https://example.com/${n}`);
      const { document } = await openUnsaved(many.join('\n'));
      await fetch(document);
      fetcher.jobs[0]?.onBatch(batchOf([...many.keys()], notFound));
      const found = await eventually('the problems', () => {
        const all = problemsOf(document);
        return all.length > 0 ? all : undefined;
      });
      assert.equal(found.length, mostProblems);
      const more = found.find(({ code }) => code === undefined);
      assert.match(more?.message ?? '', /^5 more URLs/);
      assert.equal(more?.range.start.line, mostProblems - 1);
    }));
});
