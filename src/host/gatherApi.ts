import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ExtractedRequest, Extraction, FetchRequest, GatherApi } from '../api.ts';
import { RequestList } from '../core/requestList.ts';
import { toAbortSignal } from './cancellation.ts';
import { normalizeRequest } from './normalizeRequest.ts';
import { valuesOf } from './runClearance.ts';
import type { Runs } from './runs.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { piecesOf } from './textPieces.ts';
import type { Reading, TextWorkerClient } from './textWorkerClient.ts';

const placesAtOnce = 5000;

/** What the API works with. */
export interface ApiParts {
  runs: Runs;
  settings: Settings;
  textWorker: TextWorkerClient;
  secrets: Secrets;
}

/** Makes what `activate` returns. */
export function createApi({ runs, settings, textWorker, secrets }: ApiParts): GatherApi {
  return {
    async extract(text, { languageId, uri }) {
      const source = { type: 'pieces', pieces: piecesOf(text) } as const;
      return await toExtraction(
        await textWorker.read(source, { languageId, ...(uri !== undefined && { uri }), merge: false }),
      );
    },

    gather(requests, options, token) {
      const spec = {
        title: vscode.l10n.t('another extension'),
        requests: RequestList.from(normalized(requests)),
        options: settings.options(undefined, options),
        byCommand: false,
      };
      const run = runs.start(spec, () => valuesOf(secrets, spec));
      if (token) {
        const cancellation = toAbortSignal(token);
        const cancel = () => run.cancel();
        if (cancellation.signal.aborted) cancel();
        else cancellation.signal.addEventListener('abort', cancel, { once: true });
        if (run.running) run.onDidEnd(() => cancellation.dispose());
        else cancellation.dispose();
      }
      return run;
    },
  };
}

function normalized(requests: readonly (string | FetchRequest)[]): readonly (string | FetchRequest)[] {
  const areUrls = requests.every((request) => typeof request === 'string');
  // A million URLs need no other list.
  if (areUrls) return requests;
  return requests.map((request) => (typeof request === 'string' ? request : normalizeRequest(request)));
}

async function toExtraction(reading: Reading): Promise<Extraction> {
  switch (reading.type) {
    case 'read': {
      const { requests, places, problems, fields, options } = reading;
      const found: ExtractedRequest[] = [];
      for (let nth = 0; nth < places.length; nth++) {
        // In parts, so that hundreds of thousands do not hold the extension host.
        if (nth % placesAtOnce === placesAtOnce - 1) await setImmediate();
        const { row, start, end, line } = places.at(nth);
        found.push({ ...requests.get(row), start, end, line });
      }
      return { requests: found, problems, fields, options };
    }
    case 'failed':
    case 'cancelled': {
      const message =
        reading.type === 'failed' ? reading.message : vscode.l10n.t('The reading was interrupted.');
      return {
        requests: [],
        problems: [{ start: 0, end: 0, message, severity: 'error' }],
        fields: [],
        options: {},
      };
    }
    default:
      return reading satisfies never;
  }
}
