import * as vscode from 'vscode';

/** What the results panel says, in the person's language. The panel's own table `english` has the same keys. */
export function panelStrings(): Record<string, string> {
  return {
    number: vscode.l10n.t('Number'),
    status: vscode.l10n.t('Status'),
    method: vscode.l10n.t('Method'),
    url: vscode.l10n.t('URL'),
    time: vscode.l10n.t('Time'),
    size: vscode.l10n.t('Size'),
    type: vscode.l10n.t('Type'),
    preview: vscode.l10n.t('Preview'),
    actions: vscode.l10n.t('Actions'),
    results: vscode.l10n.t('Results'),
    queued: vscode.l10n.t('queued'),
    running: vscode.l10n.t('running'),
    waiting: vscode.l10n.t('waiting'),
    cancelled: vscode.l10n.t('cancelled'),
    ok: vscode.l10n.t('ok'),
    httpError: vscode.l10n.t('with an error status'),
    failed: vscode.l10n.t('failed'),
    progress: vscode.l10n.t('{0} / {1}'),
    progressBar: vscode.l10n.t('Progress'),
    wallTime: vscode.l10n.t('From the start of the run to its end, or until now'),
    sum: vscode.l10n.t('sum {0}'),
    sumOfTimes: vscode.l10n.t('The times of all ended requests, added up'),
    faster: vscode.l10n.t('{0}× faster than one by one'),
    redirected: vscode.l10n.t('Redirected {0}× to {1}'),
    truncated: vscode.l10n.t('Cut after {0}'),
    attempts: vscode.l10n.t('{0} attempts'),
    partialBody: vscode.l10n.t('{0} arrived (Enter opens it)'),
    detailHint: vscode.l10n.t('Select a row to see its whole URL and what became of it.'),
    cancel: vscode.l10n.t('Cancel'),
    cancelRequest: vscode.l10n.t('Cancel this request (Delete)'),
    output: vscode.l10n.t('Output'),
    shownRun: vscode.l10n.t('Run'),
    announced: vscode.l10n.t('{0} of {1} done'),
    announcedEnd: vscode.l10n.t('Finished: {0}'),
    empty: vscode.l10n.t(
      'Nothing has been fetched yet. Open a file with URLs and run Gather: Fetch All URLs in File.',
    ),
  };
}
