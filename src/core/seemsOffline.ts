import { failureKinds } from './failureKinds.ts';
import type { ResultsTable } from './resultsTable.ts';
import type { Translate } from './translate.ts';

const dns = failureKinds.indexOf('dns') + 1;

/** Whether a request of a run has ended for want of an address, as it does when one is offline. */
export function isUnresolved(table: ResultsTable, index: number): boolean {
  return table.number('failureKind', index) === dns;
}

/** Whether no name of a run's hosts could be looked up, of several requests: then it is less the URLs than the network. */
export function seemsOffline(table: ResultsTable): boolean {
  if (table.length < 2) return false;
  for (let index = 0; index < table.length; index++) if (!isUnresolved(table, index)) return false;
  return true;
}

/** What a person reads then, once, instead of a riddle for each URL. */
export function offlineText(table: ResultsTable, translate: Translate): string {
  const hosts = new Set<string>();
  for (let index = 0; index < table.length && hosts.size < 2; index++) {
    hosts.add(URL.parse(table.requests.url(index))?.hostname ?? '');
  }
  const [host = ''] = hosts;
  return hosts.size === 1
    ? translate('There is no host {0}, or you seem to be offline. Check its spelling and the network.', host)
    : translate('You seem to be offline: no host could be looked up. Check the network, then run again.');
}
