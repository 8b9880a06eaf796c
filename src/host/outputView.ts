import * as vscode from 'vscode';
import { fieldsLine, resultLine, startLine, summaryLine } from '../core/resultLine.ts';
import { isUnresolved, offlineText, seemsOffline } from '../core/seemsOffline.ts';
import { BatchedChannel, type TextSink } from './batchedChannel.ts';
import { DisposableStore } from './disposableStore.ts';
import type { Run } from './run.ts';
import { fieldsSettled } from './runFieldsKeeper.ts';
import type { Runs } from './runs.ts';

/** Runs of more requests than this get a line for what is not ok only. */
const everyLineLimit = 10_000;

/** The language of the output channel, which its grammar colours. */
export const outputLanguageId = 'gather-output';

/** Writes each run to an output channel: a line when it starts, one for each result as it completes, one when it ends, and then the values of its fields. */
export function writeRuns(runs: Runs, sink: TextSink): vscode.Disposable {
  const store = new DisposableStore();
  const channel = store.add(new BatchedChannel(sink));
  const ended = new AbortController();
  store.add({ dispose: () => ended.abort() });

  // Only while several runs are under way a line needs to say to which it belongs.
  const writeLine = (run: Run, line: string) => {
    const others = runs.running.some((other) => other !== run);
    channel.writeLine(others ? `[${run.number}] ${line}` : line);
  };

  store.add(
    runs.onDidStart((run) => {
      const { table, title, requests, options, leftOut } = run;
      // What a run that goes on had shown before is not shown again.
      let written = table.ended;
      // As long as no name could be looked up, one may be offline: a line for each would be a riddle for each.
      let mayBeOffline = table.length > 1 && table.ended === 0;
      let looked = 0;
      const writeResults = () => {
        if (mayBeOffline) {
          while (looked < table.ended && isUnresolved(table, table.endedAs(looked))) looked++;
          mayBeOffline = looked === table.ended;
          if (mayBeOffline) return;
        }
        for (; written < table.ended; written++) {
          const index = table.endedAs(written);
          if (table.length <= everyLineLimit || isBad(run, index)) {
            writeLine(run, resultLine(table, index, vscode.l10n.t));
          }
        }
      };
      // They are made of what is stored, and may take longer than the run.
      const writeFields = async () => {
        await fieldsSettled(run, ended.signal);
        if (ended.signal.aborted || table.length > everyLineLimit) return;
        for (let index = 0; index < table.length; index++) {
          const line = fieldsLine(table.requests.url(index), run.fields.columns, index);
          if (line !== undefined) writeLine(run, line);
        }
      };
      writeLine(run, startLine(title, requests.length - table.ended, options, vscode.l10n.t));
      if (leftOut !== undefined) writeLine(run, leftOut);
      run.onDidChange(writeResults);
      run.onDidEnd(() => {
        const offline = seemsOffline(table);
        mayBeOffline = false;
        if (!offline) writeResults();
        writeLine(run, summaryLine(title, run.summary(), vscode.l10n.t));
        if (offline) writeLine(run, offlineText(table, vscode.l10n.t));
        if (run.fields.columns.length > 0) void writeFields();
      });
    }),
  );
  return store;
}

function isBad(run: Run, index: number): boolean {
  const state = run.table.state(index);
  return state === 'httpError' || state === 'failed';
}
