import * as vscode from 'vscode';
import { formatCount } from '../core/formatCount.ts';
import { doneText } from '../core/resultLine.ts';
import { done, type Summary } from '../core/summary.ts';
import { commandIds } from './commandIds.ts';
import { DisposableStore } from './disposableStore.ts';
import { escapeMarkdown } from './escapeMarkdown.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';

const updateMilliseconds = 100;

/** The part of a status bar item that this view sets. */
export type StatusItem = Pick<
  vscode.StatusBarItem,
  'text' | 'tooltip' | 'accessibilityInformation' | 'command' | 'show' | 'hide'
>;

/** Shows in the status bar how far the runs under way are, and afterwards how the one ended that did so last, as long as it is listed. */
export function showRunsInStatusBar(runs: Runs, item: StatusItem): vscode.Disposable {
  const store = new DisposableStore();
  let timer: NodeJS.Timeout | undefined;
  let endedLast: Run | undefined;
  const update = () => {
    clearTimeout(timer);
    timer = undefined;
    if (endedLast && !runs.list.includes(endedLast)) endedLast = undefined;
    render(item, runs.running, endedLast);
  };
  const updateSoon = () => {
    timer ??= setTimeout(update, updateMilliseconds);
  };

  item.command = commandIds.showResults;
  store.add({ dispose: () => clearTimeout(timer) });
  store.add(
    runs.onDidStart((run) => {
      run.onDidChange(updateSoon);
      run.onDidEnd(() => {
        endedLast = run;
        update();
      });
    }),
  );
  store.add(runs.onDidChangeRunning(update));
  store.add(runs.onDidForget(update));
  return store;
}

/** Makes the item of the status bar that `showRunsInStatusBar` fills. */
export function createStatusItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('gather.runs', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Gather';
  return item;
}

function render(item: StatusItem, running: readonly Run[], endedLast: Run | undefined): void {
  if (running.length > 0) {
    const summaries = running.map((run) => run.summary());
    const sum = (of: (summary: Summary) => number) => summaries.reduce((all, each) => all + of(each), 0);
    const finished = formatCount(sum(done));
    const all = formatCount(sum(({ count }) => count));
    item.text = [
      `$(loading~spin) ${finished}/${all}`,
      ...part(
        'circle-slash',
        sum(({ cancelled }) => cancelled),
      ),
    ].join(' ');
    item.accessibilityInformation = { label: vscode.l10n.t('Gather: {0} of {1} URLs done', finished, all) };
    item.tooltip = tooltip(running.map(runningLine));
  } else if (endedLast) {
    const summary = endedLast.summary();
    const end = doneText(summary, vscode.l10n.t);
    item.text = [
      `$(check) ${formatCount(summary.ok)}`,
      ...part('warning', summary.httpError),
      ...part('error', summary.failed),
      ...part('circle-slash', summary.cancelled),
    ].join(' ');
    item.accessibilityInformation = { label: `Gather: ${endedLast.title}: ${end}` };
    item.tooltip = tooltip([`${escapeMarkdown(endedLast.title)}: ${end}`]);
  } else {
    return item.hide();
  }
  item.show();
}

/** A count by its icon, where there is something to count. */
function part(icon: string, count: number): string[] {
  return count > 0 ? [`$(${icon}) ${formatCount(count)}`] : [];
}

function runningLine(run: Run): string {
  const summary = run.summary();
  const argument = encodeURIComponent(JSON.stringify([run.id]));
  const cancel = `[${vscode.l10n.t('Cancel')}](command:${commandIds.cancelRun}?${argument})`;
  return `$(loading~spin) ${escapeMarkdown(run.title)}: ${formatCount(done(summary))}/${formatCount(summary.count)} · ${cancel}`;
}

function tooltip(lines: readonly string[]): vscode.MarkdownString {
  const output = `[${vscode.l10n.t('Show Output')}](command:${commandIds.showOutput})`;
  const markdown = new vscode.MarkdownString([...lines, output].join('\n\n'), true);
  markdown.isTrusted = { enabledCommands: [commandIds.cancelRun, commandIds.showOutput] };
  return markdown;
}
