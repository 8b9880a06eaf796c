import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { noExclusions } from '../../src/core/exclusions.ts';
import { stateCode } from '../../src/core/rowState.ts';
import { readDocument } from '../../src/host/readDocument.ts';
import { readFiles } from '../../src/host/readFiles.ts';
import type { TrackedPlaces } from '../../src/host/trackedPlaces.ts';
import { batchOf } from './support/batch.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { withFiles } from './support/files.ts';
import { withPlaces } from './support/withPlaces.ts';

const [a, b, c] = ['https://a.example/1', 'https://b.example', 'https://c.example/x'];
const text = `${a}\n${b}\n${c}\n`;

/** The number of the run, the row and the text of each place. */
function shown(places: TrackedPlaces, document: vscode.TextDocument): string[] {
  return Array.from(places.in(document), ({ run, row, start, end }) => {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    return `${run.number}.${row} ${document.getText(range)}`;
  });
}

const all = [`1.0 ${a}`, `1.1 ${b}`, `1.2 ${c}`];

function edit(editor: vscode.TextEditor, line: number, character: number, added: string) {
  return editor.edit((builder) => builder.insert(new vscode.Position(line, character), added));
}

/** Opens a file as a person does: what an extension opens, VS Code does not close for some minutes. */
async function open(uri: vscode.Uri): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('vscode.open', uri);
  return eventually('the editor', () => vscode.window.activeTextEditor);
}

suite('where URLs stand', () => {
  test('is known of what was fetched, and of nothing else', () =>
    withPlaces(async ({ places, fetch, host }) => {
      const { document } = await openUnsaved(text);
      const other = await openUnsaved(text);
      host.start([a]);
      assert.deepEqual(shown(places, document), []);
      await fetch(document);
      assert.deepEqual(
        shown(places, document),
        all.map((place) => place.replace('1.', '2.')),
      );
      assert.deepEqual(shown(places, other.document), []);
      assert.deepEqual(places.documents, [document]);
      assert.equal(places.at(document, a.length)?.row, 0);
      assert.equal(places.at(document, a.length + 1)?.row, 1);
      assert.equal(places.at(document, text.length), undefined);
    }));

  test('is forgotten of a line of a list that becomes a comment', () =>
    withPlaces(async ({ places, fetch }) => {
      const editor = await openUnsaved(text);
      const { document } = editor;
      await fetch(document);
      await editor.edit((builder) => {
        builder.insert(new vscode.Position(0, 0), '# ');
        builder.insert(new vscode.Position(2, 0), '  # ');
      });
      assert.deepEqual(shown(places, document), [all[1]]);
      await edit(editor, 1, 0, '# a comment above\n');
      assert.deepEqual(shown(places, document), [all[1]]);
    }));

  test('is known again when edits are undone, comments and moved lines among them', () =>
    withPlaces(async ({ places, fetch }) => {
      const editor = await openUnsaved(text);
      const { document } = editor;
      await fetch(document);
      const undo = () => vscode.commands.executeCommand('undo');
      await edit(editor, 1, b.length, 'x');
      assert.deepEqual(shown(places, document), [all[0], all[2]]);
      await undo();
      assert.deepEqual(shown(places, document), all);
      await edit(editor, 1, 0, '# ');
      assert.deepEqual(shown(places, document), [all[0], all[2]]);
      await undo();
      assert.deepEqual(shown(places, document), all);
      editor.selection = new vscode.Selection(2, 0, 2, 0);
      await vscode.commands.executeCommand('editor.action.moveLinesUpAction');
      assert.equal(document.getText(), `${a}\n${c}\n${b}\n`);
      assert.deepEqual(shown(places, document), [all[0], all[2], all[1]]);
      await undo();
      assert.deepEqual(shown(places, document), all);
    }));

  test('is known where all is replaced by much, with comments among it', () =>
    withPlaces(async ({ places, fetch }) => {
      const editor = await openUnsaved(text);
      const { document } = editor;
      const run = await fetch(document);
      const blank = 'a line\n'.repeat(5000);
      await editor.edit((builder) =>
        builder.replace(new vscode.Range(0, 0, 3, 0), `${blank}${a}\n\t# ${b} ${b}\n#\n${blank}${c}\n`),
      );
      assert.deepEqual(shown(places, document), [all[0], all[2]]);
      const [place] = run.source?.places.ofRow(2) ?? [];
      assert.ok(place);
      const { start = 0, end = 0 } = places.rangeNow(document, run, place) ?? {};
      assert.equal(document.getText().slice(start, end), c);
    }));

  test('follows edits, and a URL that is changed is let go of', () =>
    withPlaces(async ({ places, fetch }) => {
      const editor = await openUnsaved(text);
      const { document } = editor;
      await fetch(document);
      let told = 0;
      places.onDidChange(() => told++);
      await edit(editor, 0, 0, '# a list\n');
      assert.deepEqual(shown(places, document), all);
      await edit(editor, 2, b.length, '/more');
      assert.deepEqual(shown(places, document), [all[0], all[2]]);
      assert.equal(told, 2);
    }));

  test('is known of what was read before the last edits', () =>
    withPlaces(async ({ places, host }) => {
      const editor = await openUnsaved(text);
      const { document } = editor;
      const reading = await readDocument(host.textWorker, document);
      assert.ok(reading.type === 'read');
      await edit(editor, 0, 0, `${b}\n`);
      const { requests, readAs } = reading;
      const source = { documents: [document.uri], places: reading.places, readAs: [readAs] };
      const options = host.settings.options(undefined);
      host.runs.start({ title: 'x', requests, options, source, byCommand: true });
      assert.deepEqual(shown(places, document), all);
      assert.equal([...places.in(document)][0]?.start, b.length + 1);
    }));

  test('is that of the newest run that has it; a run of the whole document takes all', () =>
    withPlaces(async ({ places, fetch }) => {
      const editor = await openUnsaved(text);
      const { document } = editor;
      await fetch(document);
      await fetch(document, new vscode.Range(1, 0, 1, 5));
      assert.deepEqual(shown(places, document), [all[0], `2.0 ${b}`, all[2]]);
      await edit(editor, 2, 0, '# ');
      await fetch(document);
      assert.deepEqual(shown(places, document), [`3.0 ${a}`, `3.1 ${b}`]);
    }));

  test('outlives another language, during a run too', () =>
    withPlaces(async ({ places, fetch }) => {
      const editor = await openUnsaved(text);
      await fetch(editor.document);
      const document = await vscode.languages.setTextDocumentLanguage(editor.document, 'markdown');
      assert.deepEqual(shown(places, document), all);
      await edit(editor, 0, 0, '\n');
      assert.deepEqual(shown(places, document), all);
    }));

  test('is found again in a file that was closed, as far as it is what was fetched', () =>
    withFiles({ 'closed.txt': text }, (folder) =>
      withPlaces(async ({ places, fetch }) => {
        const uri = vscode.Uri.joinPath(folder, 'closed.txt');
        const editor = await open(uri);
        await fetch(editor.document);
        await edit(editor, 0, 0, '# a list\n');
        await editor.document.save();
        await closeEditors();
        await eventually('the document to be closed', () => editor.document.isClosed || undefined);
        await vscode.workspace.fs.writeFile(
          uri,
          new TextEncoder().encode(`# a list\n${text.replace('b.', 'B.')}`),
        );
        const { document } = await open(uri);
        assert.notEqual(document, editor.document);
        assert.deepEqual(shown(places, document), [all[0], all[2]]);
      }),
    ));

  test('is found again in a file that is closed and opened during its run', () =>
    withFiles({ 'closed.txt': text }, (folder) =>
      withPlaces(async ({ places, fetch, fetcher }) => {
        const uri = vscode.Uri.joinPath(folder, 'closed.txt');
        const editor = await open(uri);
        const run = await fetch(editor.document);
        await closeEditors();
        await eventually('the document to be closed', () => editor.document.isClosed || undefined);
        fetcher.jobs[0]?.onBatch(batchOf([1], { state: stateCode.httpError, status: 404 }));
        const { document } = await open(uri);
        assert.deepEqual(shown(places, document), all);
        const states = Array.from(places.in(document), ({ row }) => run.table.state(row));
        assert.deepEqual(states, ['queued', 'httpError', 'queued']);
      }),
    ));

  for (const tidied of [false, true]) {
    test(`goes with what is saved for the first time${tidied ? ', and tidied by that' : ''}`, () =>
      withFiles({ 'other.txt': b }, (folder) =>
        withPlaces(async ({ places, fetch }) => {
          const uri = vscode.Uri.joinPath(folder, tidied ? 'tidied.txt' : 'saved.txt');
          const other = await open(vscode.Uri.joinPath(folder, 'other.txt'));
          const editor = await vscode.window.showTextDocument(
            await vscode.workspace.openTextDocument(uri.with({ scheme: 'untitled' })),
          );
          await edit(editor, 0, 0, `# a list  \n${text}`);
          const run = await fetch(editor.document);
          const files = vscode.workspace.getConfiguration('files');
          const tidy = (value: true | undefined) =>
            files.update('trimTrailingWhitespace', value, vscode.ConfigurationTarget.Global);
          if (tidied) await tidy(true);
          await editor.document.save();
          if (tidied) await tidy(undefined);
          const document = await eventually('the file', () =>
            vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString()),
          );
          await eventually('the unsaved one to be gone', () => editor.document.isClosed || undefined);
          assert.equal(document.getText(), `# a list${tidied ? '' : '  '}\n${text}`);
          assert.deepEqual(shown(places, document), all);
          assert.deepEqual(places.documents, [document]);
          assert.equal(places.uriNow(run, 0)?.toString(), uri.toString());
          await other.document.save();
          assert.deepEqual(shown(places, other.document), []);
        }),
      ));
  }

  test('goes with a file that is renamed', () =>
    withFiles({ 'docs/list.txt': text }, (folder) =>
      withPlaces(async ({ places, fetch }) => {
        const uri = vscode.Uri.joinPath(folder, 'docs/list.txt');
        const editor = await vscode.window.showTextDocument(uri);
        const run = await fetch(editor.document);
        const renaming = new vscode.WorkspaceEdit();
        const to = vscode.Uri.joinPath(folder, 'pages');
        renaming.renameFile(vscode.Uri.joinPath(folder, 'docs'), to);
        assert.ok(await vscode.workspace.applyEdit(renaming));
        const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(to, 'list.txt'));
        assert.deepEqual(shown(places, document), all);
        assert.equal(places.uriNow(run, 0)?.toString(), document.uri.toString());
        const [place] = run.source?.places.ofRow(2) ?? [];
        assert.ok(place);
        const { start = 0, end = 0 } = places.rangeNow(document, run, place) ?? {};
        assert.equal(document.getText().slice(start, end), c);
        assert.equal(places.rowTouching(document, run, { start, end: start }), 2);
      }),
    ));

  test('is found in a file that was not open when it was fetched', () =>
    withFiles({ 'late.txt': text, 'other.txt': b }, (folder) =>
      withPlaces(async ({ places, host }) => {
        const uri = vscode.Uri.joinPath(folder, 'late.txt');
        const { signal } = new AbortController();
        const files = [vscode.Uri.joinPath(folder, 'other.txt'), uri];
        const { requests, source } = await readFiles(host.textWorker, files, {
          exclusions: noExclusions,
          signal,
        });
        const options = host.settings.options(undefined);
        host.runs.start({ title: 'x', requests, options, source, byCommand: true });
        assert.deepEqual(places.documents, []);
        const { document } = await vscode.window.showTextDocument(uri);
        assert.deepEqual(shown(places, document), [`1.1 ${a}`, `1.0 ${b}`, `1.2 ${c}`]);
      }),
    ));

  test('is found again of a run that is read back while its document is open, unless a newer one has it', () =>
    withPlaces(async ({ places, fetch, host: { runs } }) => {
      const { document } = await openUnsaved(text);
      const { title, requests, options, source } = await fetch(document);
      assert.ok(source);
      const { documents, places: read } = source;
      const readBack = (id: string, startedAt: number, number: number) => {
        const spec = { title, requests, options, source: { documents, places: read }, byCommand: true };
        const run = runs.make(spec, { id, startedAt, number });
        run.endAsStored('interrupted', 1);
        runs.keep(run);
      };
      readBack('2020-01-01T00-00-00-000Z-aaaaaaaa', Date.UTC(2020), 7);
      assert.deepEqual(shown(places, document), all);
      readBack('2100-01-01T00-00-00-000Z-aaaaaaaa', Date.UTC(2100), 8);
      assert.deepEqual(
        shown(places, document),
        all.map((place) => place.replace('1.', '8.')),
      );
    }));

  test('is forgotten with its run', () =>
    withPlaces(async ({ places, fetch, host }) => {
      const { document } = await openUnsaved(text);
      const run = await fetch(document);
      run.end();
      host.runs.forget(new Set([run.id]));
      assert.deepEqual(shown(places, document), []);
      assert.deepEqual(places.documents, []);
    }));
});
