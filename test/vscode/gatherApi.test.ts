import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { FetchRequest, FetchResult, GatherApi, GatherRun } from '../../src/api.ts';
import { extension, fixture } from './support/extension.ts';

suite('the API', () => {
  let api: GatherApi;
  suiteSetup(async () => {
    api = await extension().activate();
  });

  const outcomes = (results: readonly FetchResult[]) => results.map((result) => result.outcome);

  test('gives results in input order, whatever the order of completion', async () => {
    const delays = [120, 0, 60, 30];
    const run = api.gather(delays.map((delay) => fixture(`/delay/${delay}`)));
    const results = await run.results;
    assert.deepEqual(
      results.map((result) => result.index),
      [0, 1, 2, 3],
    );
    assert.deepEqual(
      results.map((result) => result.preview.trim()),
      delays.map(String),
    );
    assert.ok(results.every((result) => result.outcome === 'ok' && result.status === 200));
  });

  test('iterates as results complete, each time from the first', async () => {
    const run = api.gather([fixture('/delay/200'), fixture('/delay/0'), fixture('/delay/80')]);
    const order = async () => {
      const indexes: number[] = [];
      for await (const result of run) indexes.push(result.index);
      return indexes;
    };
    const [first, second] = await Promise.all([order(), order()]);
    assert.deepEqual(first, [1, 2, 0]);
    assert.deepEqual(second, first);
    assert.deepEqual(await order(), first);
  });

  test('leaving the loop does not cancel', async () => {
    const run = api.gather([fixture('/delay/0'), fixture('/delay/100')]);
    for await (const result of run) {
      assert.equal(result.index, 0);
      break;
    }
    assert.deepEqual(outcomes(await run.results), ['ok', 'ok']);
  });

  test('one bad URL never disturbs the others', async () => {
    const results = await api.gather([
      fixture('/item/0'),
      'ftp://e.com/a',
      'nonsense',
      'http://127.0.0.1:1/',
      fixture('/status/404'),
      fixture('/item/5'),
    ]).results;
    assert.deepEqual(outcomes(results), ['ok', 'failed', 'failed', 'failed', 'httpError', 'ok']);
    assert.deepEqual(
      results.slice(1, 4).map((result) => result.failure?.kind),
      ['unsupportedUrl', 'unsupportedUrl', 'refused'],
    );
    assert.equal(results[4]?.status, 404);
  });

  test('never merges equal requests', async () => {
    const url = fixture('/item/7');
    const results = await api.gather([url, url, `${url}#part`]).results;
    assert.deepEqual(outcomes(results), ['ok', 'ok', 'ok']);
  });

  test('sends what a request says, its own options over those of the run', async () => {
    const requests: FetchRequest[] = [
      { url: fixture('/headers'), headers: { 'X-Own': 'a' } },
      { url: fixture('/echo'), method: 'POST', body: 'hello' },
      { url: fixture('/status/418'), options: { acceptStatus: '418' } },
    ];
    const run = api.gather(requests, { headers: { 'X-All': 'b' }, params: { q: '1' }, acceptStatus: '200' });
    assert.deepEqual(outcomes(await run.results), ['ok', 'ok', 'ok']);
    const seen = (await run.json(0)) as { url: string; headers: Record<string, string> };
    assert.equal(seen.url, '/headers?q=1');
    assert.equal(seen.headers['x-own'], 'a');
    assert.equal(seen.headers['x-all'], 'b');
    assert.deepEqual(await run.json(1), { method: 'POST', body: 'hello' });
  });

  test('an empty list ends at once', async () => {
    const run = api.gather([]);
    assert.deepEqual(await run.results, []);
    for await (const result of run) assert.fail(`a result of nothing: ${result.url}`);
  });

  suite('what is too large for a result', () => {
    let run: GatherRun;
    suiteSetup(async () => {
      run = api.gather([
        fixture('/json/3'),
        fixture('/bytes/5000'),
        fixture('/redirect/2'),
        fixture('/gzip/3000'),
        fixture('/charset/shift_jis?hex=8abf8e9a'),
        fixture('/html/1'),
        'ftp://e.com/',
      ]);
      await run.results;
    });

    test('the body as bytes, content-encoding removed', async () => {
      const bytes = Buffer.alloc(5000, 'gather');
      assert.ok(bytes.equals(await run.body(1)));
      assert.equal((await run.body(3)).length, 3000);
    });

    test('the body as text, by its charset', async () => {
      assert.equal(await run.text(4), '漢字');
      assert.equal(await run.text(2), 'item redirected\n');
    });

    test('the body as JSON', async () => {
      assert.deepEqual(await run.json(0), { id: 3, name: 'item 3' });
    });

    test('no JSON is a readable error', async () => {
      await assert.rejects(
        run.json(5),
        /\/html\/1 did not answer with JSON \(text\/html[^)]*, 200\): Unexpected/,
      );
    });

    test('the details', async () => {
      const details = await run.details(2);
      assert.deepEqual(
        details.redirects.map((hop) => hop.status),
        [302, 302],
      );
      assert.ok(details.headers.some(([name]) => name.toLowerCase() === 'content-type'));
      assert.equal(details.attempts.length, 1);
    });

    test('of what never got an answer there is no body', async () => {
      assert.equal((await run.body(6)).length, 0);
      assert.deepEqual((await run.details(6)).redirects, []);
    });

    test('of what is not there, an error', async () => {
      await assert.rejects(run.body(99));
      await assert.rejects(run.details(-1));
    });
  });

  test('rejects to give the details of a request that has not ended', async () => {
    const run = api.gather([fixture('/hang')]);
    await assert.rejects(run.details(0), /has not ended/);
    run.cancel();
    await run.results;
  });

  test('fetches a list of which its worker keeps only a part at a time', async () => {
    const urls = Array.from({ length: 60_000 }, (_, n) => fixture(`/item/${n}`));
    const isWanted = (index: number) => index % 500 === 0;
    const run = api.gather(urls);
    for (const index of urls.keys()) if (!isWanted(index)) run.cancel(index);
    let fetched = 0;
    for await (const { index, outcome, preview } of run) {
      assert.equal(outcome, isWanted(index) ? 'ok' : 'cancelled');
      if (!isWanted(index)) continue;
      assert.equal(preview, `item ${index}\n`);
      fetched++;
    }
    assert.equal(fetched, 120);
  });

  suite('cancelling', () => {
    test('by a token that is cancelled already sends nothing', async () => {
      const source = new vscode.CancellationTokenSource();
      source.cancel();
      const results = await api.gather([fixture('/item/0'), fixture('/item/1')], {}, source.token).results;
      assert.deepEqual(outcomes(results), ['cancelled', 'cancelled']);
      assert.ok(results.every((result) => result.attempts === 0));
    });

    test('by a token in flight keeps what has arrived', async () => {
      const source = new vscode.CancellationTokenSource();
      const run = api.gather([fixture('/hang'), fixture('/item/1'), fixture('/hang')], {}, source.token);
      for await (const result of run) {
        assert.equal(result.index, 1);
        break;
      }
      const before = performance.now();
      source.cancel();
      assert.deepEqual(outcomes(await run.results), ['cancelled', 'ok', 'cancelled']);
      assert.ok(performance.now() - before < 1000);
    });

    test('after the end changes nothing, and the token is let go', async () => {
      let listeners = 0;
      const token = {
        isCancellationRequested: false,
        onCancellationRequested: () => {
          listeners++;
          return { dispose: () => listeners-- };
        },
      };
      const run = api.gather([fixture('/item/0')], {}, token);
      assert.equal(listeners, 1);
      assert.deepEqual(outcomes(await run.results), ['ok']);
      assert.equal(listeners, 0);
      run.cancel();
      assert.deepEqual(outcomes(await run.results), ['ok']);
    });

    test('one request leaves the others alone', async () => {
      const run = api.gather([fixture('/hang'), fixture('/delay/100'), fixture('/hang')]);
      run.cancel(2);
      for await (const result of run) {
        if (result.index === 2) assert.equal(result.outcome, 'cancelled');
        if (result.index === 1) run.cancel(0);
      }
      assert.deepEqual(outcomes(await run.results), ['cancelled', 'ok', 'cancelled']);
    });

    test('at once, before anything has been sent', async () => {
      const run = api.gather([fixture('/item/0'), fixture('/item/1')]);
      run.cancel();
      assert.deepEqual(outcomes(await run.results), ['cancelled', 'cancelled']);
    });

    test('one run leaves the other alone', async () => {
      const first = api.gather([fixture('/hang')]);
      const second = api.gather([fixture('/delay/100'), fixture('/item/1')]);
      first.cancel();
      assert.deepEqual(outcomes(await first.results), ['cancelled']);
      assert.deepEqual(outcomes(await second.results), ['ok', 'ok']);
    });
  });

  suite('extract', () => {
    test('gives the requests with their places, not merged', async () => {
      const text = 'see https://e.com/a\nand https://e.com/a too\n';
      const { requests, problems } = await api.extract(text, { languageId: 'plaintext' });
      assert.deepEqual(problems, []);
      assert.deepEqual(
        requests.map(({ url, start, end, line }) => [url, text.slice(start, end), line]),
        [
          ['https://e.com/a', 'https://e.com/a', 0],
          ['https://e.com/a', 'https://e.com/a', 1],
        ],
      );
    });

    test('gives nothing for nothing', async () => {
      assert.deepEqual((await api.extract('', { languageId: 'markdown' })).requests, []);
    });
  });
});
