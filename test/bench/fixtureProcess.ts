// The fixture server in a process of its own. It tells its parent where it is, answers every message with its counts,
// and, asked to watch, says when the last connection is closed, by the clock that all processes of a machine share.
import process from 'node:process';
import { startFixtureServer } from '../support/fixtureServer.ts';

const server = await startFixtureServer();
process.send?.({ origin: server.origin });
process.once('disconnect', () => process.exit());
process.on('message', (message) => {
  if (message === 'counts') process.send?.(server.counts);
  if (message !== 'watch') return;
  const timer = setInterval(() => {
    if (server.counts.sockets > 0) return;
    clearInterval(timer);
    process.send?.({ idleAt: String(process.hrtime.bigint()) });
  }, 1);
});
