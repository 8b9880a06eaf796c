import * as vscode from 'vscode';
import type { GatherOptions } from '../api.ts';
import { defaultOptions, resolveOptions, type ResolvedOptions } from '../core/options.ts';
import type { Log } from './log.ts';
import { defaultStorageLimits, type StorageLimits } from './runStorage.ts';

/** Where the panel opens when a run starts. */
export type OpenResults = 'beside' | 'active' | 'never';

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
    const value = vscode.workspace.getConfiguration('gather').get<string>('openResults');
    return value === 'active' || value === 'never' ? value : 'beside';
  }

  get storage(): StorageLimits {
    const configuration = vscode.workspace.getConfiguration('gather.storage');
    return {
      maxRuns: atLeast(1, configuration.get('maxRuns'), defaultStorageLimits.maxRuns),
      maxBytes: atLeast(0, configuration.get('maxBytes'), defaultStorageLimits.maxBytes),
    };
  }

  private say(problem: string): void {
    if (this.said.has(problem)) return;
    this.said.add(problem);
    this.log.warn(problem);
  }
}

function atLeast(minimum: number, value: unknown, fallback: number): number {
  return typeof value === 'number' && !Number.isNaN(value) ? Math.max(minimum, value) : fallback;
}
