/** What the panel says, in English. `{0}` and `{1}` are places for values. The host may replace any of them. */
export const english = {
  number: 'Number',
  status: 'Status',
  method: 'Method',
  url: 'URL',
  time: 'Time',
  size: 'Size',
  type: 'Type',
  preview: 'Preview',
  actions: 'Actions',
  results: 'Results',
  queued: 'queued',
  running: 'running',
  waiting: 'waiting',
  waitingReason: 'Waiting for its next attempt, as its host asked or after a fault that may pass',
  notFetched: 'not fetched',
  interrupted: 'interrupted',
  brokenOff: 'broken off by a fault',
  interruptedTitle: 'VS Code ended before the run did. Resume fetches what is missing.',
  checkedMethod: 'HEAD, or GET where that is refused',
  checkedBody: 'Checked without its body. Set "gather.mode" to "fetch" and fetch the file again to read it.',
  notStoredBody: 'not stored: its body and details cannot be opened',
  blocked: 'blocked',
  cancelled: 'cancelled',
  ok: 'ok',
  httpError: 'with an error status',
  failed: 'failed',
  progress: '{0} / {1}',
  progressBar: 'Progress',
  wallTime: 'From the start of the run to its end, or until now',
  sum: 'sum {0}',
  sumOfTimes: 'The times of all ended requests, added up',
  faster: '{0}× faster than one by one',
  redirected: 'Redirected {0}× to {1}',
  truncated: 'Cut after {0}',
  attempts: '{0} attempts',
  partialBody: '{0} arrived (Enter opens it)',
  detailHint: 'Select a row to see its whole URL and what became of it.',
  change: 'Change',
  newChange: 'new',
  goneChange: 'gone',
  statusChange: 'status',
  outcomeChange: 'outcome',
  bodyChange: 'body',
  slowerChange: 'slower',
  fasterChange: 'faster',
  unknownChange: 'not known',
  bodyUnknownChange: 'bodies not compared',
  sameChange: 'same',
  all: 'all',
  paceRule:
    'Slower and faster mean by more than a factor of 2 and by more than 100 ms, from the request to the end of its answer: without look-up, connection and handshake.',
  bodyUnknown: 'The bodies were not compared: one was only checked or not stored, or they were cut.',
  before: 'before: {0}',
  comparison: 'Comparison',
  comparedWith: 'Compared with {0}, {1}',
  changeFilter: 'Show changes',
  endComparison: 'End the comparison (Escape)',
  cancel: 'Cancel',
  cancelRequest: 'Cancel this request (Delete)',
  resume: 'Resume',
  runAgain: 'Run again',
  runFailedAgain: 'Run failed again',
  output: 'Output',
  shownRun: 'Run',
  announced: '{0} of {1} done',
  announcedEnd: 'Finished: {0}',
  hostGone:
    'The extension host was restarted: this tab shows how things stood then, and does nothing more. Run "Gather: Show Results" to open the results again.',
  empty: 'Nothing has been fetched yet. Open a file with URLs and run Gather: Fetch All URLs in File.',
} as const;

/** The panel's strings, whatever their language. */
export type Strings = Readonly<Record<keyof typeof english, string>>;

/** The English strings with those of a JSON object in their place; what is not of the table is ignored. */
export function readStrings(json: string | undefined): Strings {
  const given = parseObject(json);
  const strings: Record<keyof typeof english, string> = { ...english };
  for (const key of Object.keys(english) as (keyof typeof english)[]) {
    const value = given[key];
    if (typeof value === 'string') strings[key] = value;
  }
  return strings;
}

/** Puts values into the places of a string. */
export function fill(template: string, ...values: readonly (string | number)[]): string {
  return template.replaceAll(/\{(\d)\}/g, (place, index) => String(values[Number(index)] ?? place));
}

function parseObject(json: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
