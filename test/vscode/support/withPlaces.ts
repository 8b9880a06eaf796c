import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fetchDocument } from '../../../src/host/fetchDocument.ts';
import type { Run } from '../../../src/host/run.ts';
import { TrackedPlaces } from '../../../src/host/trackedPlaces.ts';
import { closeEditors } from './editors.ts';
import { FakeFetcher, type TestHost, withHost } from './testHost.ts';

/** A host that follows the URLs of what it fetches; nothing is sent, and a test says what is answered. */
export interface PlacesHost {
  host: TestHost;
  fetcher: FakeFetcher;
  places: TrackedPlaces;
  /** Fetches a document, or what a part of it touches. */
  fetch: (document: vscode.TextDocument, part?: vscode.Range) => Promise<Run>;
}

/** Gives such a host to a test, and closes all editors afterwards. */
export function withPlaces(use: (given: PlacesHost) => Promise<void>): Promise<void> {
  const fetcher = new FakeFetcher();
  return withHost(
    async (host) => {
      const places = new TrackedPlaces(host.runs);
      const fetch = async (document: vscode.TextDocument, part?: vscode.Range) => {
        const run = await fetchDocument(host, {
          type: 'document',
          document,
          ...(part && { part: { of: 'selection', ranges: [part] } }),
        });
        assert.ok(run);
        return run;
      };
      try {
        await use({ host, fetcher, places, fetch });
      } finally {
        places.dispose();
        await closeEditors();
      }
    },
    { fetcher },
  );
}
