import { dirname } from 'node:path';
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { mayBeDynamic, replaceDynamic } from '../core/references.ts';
import { RequestNeeds } from '../core/requestNeeds.ts';
import type { RequestList } from '../core/requestList.ts';
import { noValues, type RunValues } from '../core/runValues.ts';
import type { ResolvedOptions } from '../core/options.ts';
import { type DotenvValues, dotenvValues } from './dotenvValues.ts';
import type { RunSource } from './runSource.ts';
import type { Secrets } from './secrets.ts';

const requestsAtOnce = 5000;

/** What is about to be sent. */
export interface RunToClear {
  requests: RequestList;
  options: ResolvedOptions;
  /** The documents of the requests. */
  source?: RunSource | undefined;
  /** 1 for each request that has a result already. */
  ended?: Uint8Array;
  /** `false`: the requests themselves may use nothing that only a trusted workspace may. */
  trusted?: boolean;
}

/**
 * Clears a run that a person has asked for: asks about methods that are not safe, and about secrets, and looks up what else
 * the requests refer to. `undefined` where it is not to start; then the person has said so, or a message says why.
 */
export async function clearRun(secrets: Secrets, run: RunToClear): Promise<RunValues | undefined> {
  const needs = await needsOf(run);
  if (needs.needsTrust && run.trusted === false) return say(untrustedTextMessage());
  if (needs.needsTrust && !vscode.workspace.isTrusted) return sayUntrusted();
  if (needs.unsafe.size > 0 && !(await agreesToSend(needs.unsafe, run))) return undefined;
  const dotenv = await dotenvOf(needs, run);
  if (dotenv.ambiguous !== undefined) return sayUnfetched(ambiguousMessage(dotenv.ambiguous));
  const values = await valuesFor(secrets, needs, run.source, dotenv.values);
  const missing = missingOf(needs, values);
  return missing === undefined ? values : sayUnfetched(missing);
}

/** The values for a run of another extension. What is missing is its requests' failure. */
export async function valuesOf(secrets: Secrets, run: RunToClear): Promise<RunValues> {
  const needs = await needsOf(run);
  if (needs.needsTrust && !vscode.workspace.isTrusted) return noValues;
  return valuesFor(secrets, needs, run.source, (await dotenvOf(needs, run)).values);
}

/** In parts, so that a million requests do not hold the extension host. */
async function needsOf({ requests, options, ended }: RunToClear): Promise<RequestNeeds> {
  const needs = new RequestNeeds(options);
  for (let index = 0; index < requests.length; index++) {
    if (index % requestsAtOnce === requestsAtOnce - 1) await setImmediate();
    if (!ended?.[index]) needs.add(requests, index);
  }
  return needs;
}

async function dotenvOf(needs: RequestNeeds, { requests, source }: RunToClear): Promise<DotenvValues> {
  return vscode.workspace.isTrusted ? dotenvValues(needs.dotenv, requests, source) : { values: {} };
}

async function valuesFor(
  secrets: Secrets,
  needs: RequestNeeds,
  source: RunSource | undefined,
  dotenv: Record<string, string>,
): Promise<RunValues> {
  const originOf = (address: string) => originWith(address, dotenv);
  needs.addOptions(originOf);
  const taken: Record<string, { value: string; origins: readonly string[] }> = {};
  for (const [name, addresses] of needs.secrets) {
    const origins = Array.from(new Set(Array.from(addresses, originOf))).filter((each) => each !== undefined);
    const secret = origins.length > 0 ? await secrets.take(name, origins) : undefined;
    if (secret) taken[name] = { value: secret.value, origins: secret.origins };
  }
  const bodyFiles = needs.bodyFiles > 0 ? bodyFolders(source) : undefined;
  return {
    processEnv: environment(needs.processEnv),
    dotenv,
    secrets: taken,
    ...(bodyFiles && { bodyFiles }),
  };
}

function environment(names: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(
    Array.from(names).flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function originWith(address: string, dotenv: Record<string, string>): string | undefined {
  const filled = mayBeDynamic(address)
    ? replaceDynamic(address, (variable, written) => {
        if (typeof variable !== 'object' || variable.kind === 'secret') return 'secret';
        return (variable.kind === 'dotenv' ? dotenv : process.env)[variable.name] ?? written;
      })
    : address;
  const url = URL.parse(filled);
  return url && /^https?:$/.test(url.protocol) ? url.origin : undefined;
}

/** Requests of several documents name whole paths. */
function bodyFolders(source: RunSource | undefined): RunValues['bodyFiles'] {
  const [uri] = source?.documents ?? [];
  const roots = (vscode.workspace.workspaceFolders ?? [])
    .filter((each) => each.uri.scheme === 'file')
    .map((each) => each.uri.fsPath);
  const base = uri?.scheme === 'file' ? dirname(uri.fsPath) : roots[0];
  return base === undefined ? undefined : { base, roots };
}

async function agreesToSend(unsafe: ReadonlyMap<string, number>, run: RunToClear): Promise<boolean> {
  const send = vscode.l10n.t('Send');
  const counts = Array.from(unsafe, ([method, count]) => `${count} ${method}`);
  const list = new Intl.ListFormat(vscode.env.language).format(counts);
  const isOne = unsafe.size === 1 && unsafe.values().next().value === 1;
  const message = sendsMessage(list, isOne, run);
  const detail = vscode.l10n.t('This may change something at the servers.');
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, send)) === send;
}

function sendsMessage(list: string, isOne: boolean, { source, trusted }: RunToClear): string {
  if (trusted === false) {
    return isOne
      ? vscode.l10n.t('The copied text sends {0} request.', list)
      : vscode.l10n.t('The copied text sends {0} requests.', list);
  }
  if (source && source.documents.length > 1) {
    return isOne
      ? vscode.l10n.t('These files send {0} request.', list)
      : vscode.l10n.t('These files send {0} requests.', list);
  }
  return isOne
    ? vscode.l10n.t('This file sends {0} request.', list)
    : vscode.l10n.t('This file sends {0} requests.', list);
}

function missingOf({ processEnv, dotenv, secrets }: RequestNeeds, values: RunValues): string | undefined {
  const lacks = (names: Iterable<string>, known: object) =>
    Array.from(names).find((name) => !Object.hasOwn(known, name));
  const variable = lacks(processEnv, values.processEnv);
  if (variable !== undefined) {
    return vscode.l10n.t(
      'The environment variable {0} is not set where VS Code runs. Set it, and start VS Code again.',
      variable,
    );
  }
  const entry = lacks(dotenv, values.dotenv);
  if (entry !== undefined) {
    return vscode.l10n.t(
      '{0} is in no .env file beside the document or above it in the workspace. Add it there.',
      entry,
    );
  }
  const secret = lacks(secrets.keys(), values.secrets);
  return secret === undefined
    ? undefined
    : vscode.l10n.t('The secret {0} is needed. Run again, and give it.', secret);
}

function ambiguousMessage(name: string): string {
  return vscode.l10n.t(
    '{0} has several values in the .env files of these documents. Fetch the documents one by one.',
    name,
  );
}

function untrustedTextMessage(): string {
  return vscode.l10n.t(
    'Nothing was fetched: variables of the environment, .env files, secrets and files as bodies are not used for text from the clipboard. Save it as a file to use them.',
  );
}

function sayUntrusted(): undefined {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const message = vscode.l10n.t(
    'Nothing was fetched: variables of the environment, .env files, secrets and files as bodies are only used in a workspace that you trust.',
  );
  void vscode.window.showWarningMessage(message, manage).then((choice) => {
    if (choice === manage) void vscode.commands.executeCommand('workbench.trust.manage');
  });
  return undefined;
}

function sayUnfetched(why: string): undefined {
  return say(vscode.l10n.t('Nothing was fetched: {0}', why));
}

function say(message: string): undefined {
  void vscode.window.showInformationMessage(message);
  return undefined;
}
