import assert from 'node:assert/strict';
import { failureKinds } from '../../src/core/failureKinds.ts';
import { stateCode } from '../../src/core/rowState.ts';
import { writeRuns } from '../../src/host/outputView.ts';
import { batchOf } from './support/batch.ts';
import { fixture } from './support/extension.ts';
import { FakeFetcher, withHost } from './support/testHost.ts';

/** A channel that keeps what is appended. */
function memoryChannel() {
  const appended: string[] = [];
  return {
    append: (text: string) => void appended.push(text),
    appended,
    lines: () => appended.join('').split('\n').slice(0, -1),
  };
}

suite('the output channel', () => {
  test('has a start line, a line per result as it completes, and a closing line', () =>
    withHost(async ({ runs, start }) => {
      const channel = memoryChannel();
      const view = writeRuns(runs, channel);
      const urls = [
        fixture('/delay/1500'),
        fixture('/item/1'),
        fixture('/status/404'),
        'http://127.0.0.1:1/',
        fixture('/redirect/1'),
      ];
      await start(urls, { title: 'list.txt' }).results;
      view.dispose();

      const lines = channel.lines();
      assert.equal(lines.length, 7);
      assert.equal(lines[0], '=== list.txt: fetching 5 URLs, 100 at once, 10 per host ===');
      const byUrl = (url = '') => lines.find((line) => line.includes(`  ${url}`)) ?? '';
      assert.match(byUrl(urls[1]), /^✓ 200 +\d+ ms +7 B +7 chars {2}http:\S+$/);
      assert.match(byUrl(urls[2]), /^! 404 /);
      assert.match(byUrl(urls[3]), /^✗ refused .* — .+/);
      assert.match(byUrl(urls[4]), /^✓ 200 .*\/redirect\/1 → http:.*\/item\/redirected$/);
      assert.ok(lines[5]?.includes('/delay/1500'), 'the slowest does not come last');
      assert.match(
        lines[6] ?? '',
        /^=== list\.txt: 5 done in [\d.]+ m?s: 3 ok, 1 not accepted, 1 failed · sum of times [\d.]+ m?s( · .*)? ===$/,
      );
    }));

  const dns = failureKinds.indexOf('dns') + 1;
  for (const [what, hosts, expected] of [
    [
      'that one seems to be offline, once',
      ['a.example', 'b.example', 'c.example'],
      ['=== l', '=== l', 'You s'],
    ],
    ['that a host is not there, once', ['a.example', 'a.example', 'a.example'], ['=== l', '=== l', 'There']],
  ] as const) {
    test(`says ${what}, where no host could be looked up`, () => {
      const fetcher = new FakeFetcher();
      return withHost(
        async ({ runs, start }) => {
          const channel = memoryChannel();
          const view = writeRuns(runs, channel);
          start(
            hosts.map((host, n) => `https://${host}/${n}`),
            { title: 'list.txt' },
          );
          const [job] = fetcher.jobs;
          const failed = { state: stateCode.failed, failureKind: dns, message: 'There is no host.' };
          job?.onBatch(batchOf([1], failed));
          job?.onBatch(batchOf([0, 2], failed));
          job?.onEnd();
          view.dispose();
          assert.deepEqual(
            channel.lines().map((line) => line.slice(0, 5)),
            expected,
          );
        },
        { fetcher },
      );
    });
  }

  test('tells of each host that could not be looked up, as soon as one answers', () => {
    const fetcher = new FakeFetcher();
    return withHost(
      async ({ runs, start }) => {
        const channel = memoryChannel();
        const view = writeRuns(runs, channel);
        start(['https://a.example/', 'https://b.example/', 'https://c.example/']);
        const [job] = fetcher.jobs;
        job?.onBatch(batchOf([2], { state: stateCode.failed, failureKind: dns }));
        assert.equal(channel.lines().length, 0);
        job?.onBatch(batchOf([0]));
        job?.onBatch(batchOf([1], { state: stateCode.failed, failureKind: dns }));
        job?.onEnd();
        view.dispose();
        assert.deepEqual(
          channel.lines().map((line) => /^.|[abc]\.example/g.exec(line)?.[0]),
          ['=', '✗', '✓', '✗', '='],
        );
      },
      { fetcher },
    );
  });

  test('says of which run a line is, while several are under way', () => {
    const fetcher = new FakeFetcher();
    return withHost(
      async ({ runs, start }) => {
        const channel = memoryChannel();
        const view = writeRuns(runs, channel);
        start(['https://e.com/1', 'https://e.com/2'], { title: 'a.txt' });
        start(['https://e.com/3'], { title: 'b.txt' });
        const [a, b] = fetcher.jobs;
        a?.onBatch(batchOf([0]));
        b?.onBatch(batchOf([0]));
        b?.onEnd();
        a?.onBatch(batchOf([1]));
        a?.onEnd();
        view.dispose();
        assert.deepEqual(
          channel.lines().map((line) => /^(\[\d\] )?./.exec(line)?.[0]),
          ['=', '[2] =', '[1] ✓', '[2] ✓', '[2] =', '✓', '='],
        );
      },
      { fetcher },
    );
  });

  test('of a large run tells only what is not ok, in few appends', () => {
    const fetcher = new FakeFetcher();
    return withHost(
      async ({ runs, start }) => {
        const channel = memoryChannel();
        const view = writeRuns(runs, channel);
        const urls = Array.from({ length: 10_001 }, (_, nth) => `https://e.com/${nth}`);
        start(urls);
        const [job] = fetcher.jobs;
        job?.onBatch(batchOf(urls.map((_, index) => index).slice(3)));
        job?.onBatch(batchOf([0], { state: stateCode.httpError, status: 500 }));
        job?.onBatch(batchOf([1], { state: stateCode.failed, failureKind: dns, message: 'no such host' }));
        job?.onBatch(batchOf([2], { state: stateCode.cancelled }));
        job?.onEnd();
        view.dispose();
        assert.deepEqual(
          channel.lines().map((line) => line.slice(0, 5)),
          ['=== u', '! 500', '✗ dns', '=== u'],
        );
        assert.equal(channel.appended.length, 1);
      },
      { fetcher },
    );
  });

  test('shows no password and lets no server forge a line', () => {
    const fetcher = new FakeFetcher();
    return withHost(
      async ({ runs, start }) => {
        const channel = memoryChannel();
        const view = writeRuns(runs, channel);
        start(['https://me:secret@e.com/'], { title: 'a\n✓ 200.txt' });
        const message = 'cut\n✓ 200 all is well \u001b[32m\u202e';
        fetcher.jobs[0]?.onBatch(batchOf([0], { state: stateCode.failed, failureKind: 1, message }));
        fetcher.jobs[0]?.onEnd();
        view.dispose();
        assert.equal(channel.lines().length, 3);
        // oxlint-disable-next-line no-control-regex -- these are what must not be there
        assert.doesNotMatch(channel.lines().join(''), /secret|\u001b|\u202e/);
      },
      { fetcher },
    );
  });
});
