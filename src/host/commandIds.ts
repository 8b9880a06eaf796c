/** Every command, by the name code uses for it. The manifest test compares this table with `contributes.commands`. */
export const commandIds = {
  fetchFile: 'gather.fetchFile',
  fetchSelection: 'gather.fetchSelection',
  fetchAtCursor: 'gather.fetchAtCursor',
  fetchResources: 'gather.fetchResources',
  fetchClipboard: 'gather.fetchClipboard',
  fetchChangedLines: 'gather.fetchChangedLines',
  fetchPart: 'gather.fetchPart',
  cancelRun: 'gather.cancelRun',
  resumeRun: 'gather.resumeRun',
  clearStoredRuns: 'gather.clearStoredRuns',
  runAgain: 'gather.runAgain',
  runFailedAgain: 'gather.runFailedAgain',
  runSelectedAgain: 'gather.runSelectedAgain',
  cancelSelected: 'gather.cancelSelected',
  openBody: 'gather.openBody',
  prettyPrint: 'gather.prettyPrint',
  compareBodies: 'gather.compareBodies',
  compareWithEarlier: 'gather.compareWithEarlier',
  revealUrl: 'gather.revealUrl',
  revealRow: 'gather.revealRow',
  copyUrl: 'gather.copyUrl',
  copyAsCurl: 'gather.copyAsCurl',
  copyPreview: 'gather.copyPreview',
  showHistory: 'gather.showHistory',
  compareRuns: 'gather.compareRuns',
  addField: 'gather.addField',
  removeField: 'gather.removeField',
  exportResults: 'gather.exportResults',
  saveBodies: 'gather.saveBodies',
  copyRows: 'gather.copyRows',
  copyRunPath: 'gather.copyRunPath',
  forgetSecrets: 'gather.forgetSecrets',
  explainFailure: 'gather.explainFailure',
  nextFailure: 'gather.nextFailure',
  previousFailure: 'gather.previousFailure',
  clearProblems: 'gather.clearProblems',
  updateMovedUrls: 'gather.updateMovedUrls',
  removeDuplicates: 'gather.removeDuplicates',
  commentOutDead: 'gather.commentOutDead',
  showResults: 'gather.showResults',
  showOutput: 'gather.showOutput',
} as const;

/** The name of a command in code. */
export type CommandName = keyof typeof commandIds;

/** The context key that is true while rows are selected in the panel. */
export const rowsSelectedContextKey = 'gather.rowsSelected';

/** The context key that holds how many are. */
export const selectedRowCountContextKey = 'gather.selectedRowCount';

/** The context key that is true while a run is under way. */
export const runningContextKey = 'gather.running';
