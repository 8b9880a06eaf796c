import * as vscode from 'vscode';
import type { GatherOptions } from '../api.ts';
import { defaultOptions, resolveOptions, type ResolvedOptions } from '../core/options.ts';
import type { Log } from './log.ts';
import { defaultStorageLimits, type StorageLimits } from './runStorage.ts';

/** Where the panel opens when a run starts. */
export type OpenResults = 'beside' | 'active' | 'never';

const severities = {
  hint: vscode.DiagnosticSeverity.Hint,
  information: vscode.DiagnosticSeverity.Information,
  warning: vscode.DiagnosticSeverity.Warning,
  error: vscode.DiagnosticSeverity.Error,
} as const;
type Severity = keyof typeof severities;

/** The settings `gather.*`, checked: what cannot be used as it is, is said in the log, once. */
export class Settings {
  private readonly log: Log;
  private readonly said = new Set<string>();

  constructor(log: Log) {
    this.log = log;
  }

  /** The options that hold for a document, with those of a caller laid over them. */
  options(scope: vscode.Uri | undefined, given: GatherOptions = {}): ResolvedOptions {
    const configuration = vscode.workspace.getConfiguration('gather', scope ?? null);
    const names = Object.keys(defaultOptions);
    const set = Object.fromEntries(names.map((name) => [name, configuration.get<unknown>(name)]));
    const settings = resolveOptions(set);
    for (const problem of settings.problems) this.say(`Setting gather.${problem}`);
    const options = resolveOptions(given, settings.options);
    for (const problem of options.problems) this.say(`Option ${problem}`);
    return options.options;
  }

  get openResults(): OpenResults {
    const value = vscode.workspace.getConfiguration('gather').get<unknown>('openResults');
    if (value === 'beside' || value === 'active' || value === 'never') return value;
    this.say(`Setting gather.openResults is ${JSON.stringify(value)}; using "beside".`);
    return 'beside';
  }

  /** Whether the cursor and the row that is chosen in the panel follow each other. */
  get followCursor(): boolean {
    return vscode.workspace.getConfiguration('gather.panel').get<unknown>('followCursor') !== false;
  }

  /** Whether a document shows links that fetch its requests. */
  codeLens(scope: vscode.Uri): boolean {
    return vscode.workspace.getConfiguration('gather', scope).get<unknown>('codeLens') !== false;
  }

  /** Whether a document shows the results behind its URLs. */
  decorations(scope: vscode.Uri): boolean {
    return vscode.workspace.getConfiguration('gather.editor', scope).get<unknown>('decorations') !== false;
  }

  /** How severe a document's failures are as problems; `undefined`: they are none. */
  problems(scope: vscode.Uri): vscode.DiagnosticSeverity | undefined {
    const value = vscode.workspace.getConfiguration('gather.editor', scope).get<unknown>('problems');
    if (value === 'off') return undefined;
    if (typeof value === 'string' && Object.hasOwn(severities, value)) return severities[value as Severity];
    this.say(`Setting gather.editor.problems is ${JSON.stringify(value)}; using "warning".`);
    return severities.warning;
  }

  get storage(): StorageLimits {
    const configuration = vscode.workspace.getConfiguration('gather.storage');
    return {
      maxRuns: this.atLeast(1, 'maxRuns', configuration.get('maxRuns')),
      maxBytes: this.atLeast(0, 'maxBytes', configuration.get('maxBytes')),
    };
  }

  private atLeast(minimum: number, name: keyof StorageLimits, value: unknown): number {
    const isNumber = typeof value === 'number' && !Number.isNaN(value);
    const used = isNumber ? Math.max(minimum, value) : defaultStorageLimits[name];
    if (used !== value) {
      this.say(`Setting gather.storage.${name} is ${JSON.stringify(value)}; using ${used}.`);
    }
    return used;
  }

  private say(problem: string): void {
    if (this.said.has(problem)) return;
    this.said.add(problem);
    this.log.warn(problem);
  }
}
