import { answer, reset } from './faultAnswer.ts';
import type { Ask, Behaviours } from './faultServer.ts';

const redirect = ({ socket }: Ask, location: string) =>
  answer(socket, '302 Found', [`location: ${location}`], 'elsewhere');

const latin1OfUtf8 = (text: string) => Buffer.from(text).toString('latin1');

const retryAfter = ({ socket, visit }: Ask, status: string, when: string) =>
  visit === 1
    ? answer(socket, status, [`retry-after: ${when}`], 'later')
    : answer(socket, '200 OK', ['content-type: text/plain'], 'now');

/** Answers that lead elsewhere, or that are another the next time. */
export const passingFaults: Behaviours = {
  'redirect-loop': (ask) => redirect(ask, `/redirect-loop/${ask.rest[0] === 'a' ? 'b' : 'a'}`),
  'redirect-self': (ask) => redirect(ask, '/redirect-self'),
  'redirect-on': (ask) => redirect(ask, `/redirect-on/${Number(ask.rest[0]) + 1}`),
  'redirect-to-file': (ask) => redirect(ask, 'file:///etc/passwd'),
  'redirect-utf8': (ask) => redirect(ask, latin1OfUtf8('/item/é😀')),
  'redirect-empty': (ask) => redirect(ask, ''),
  'redirect-relative': (ask) => redirect(ask, '../item/relative'),
  'redirect-to-port': (ask) => redirect(ask, `http://user:secret@localhost:${ask.rest[0]}/echo`),
  echo: ({ socket, head }) => answer(socket, '200 OK', ['content-type: text/plain'], head),
  'redirect-endless-body': ({ socket }) => {
    socket.write('HTTP/1.1 302 Found\r\nlocation: /item/after\r\n\r\n');
    socket.write('x'.repeat(1_000_000));
  },
  'retry-after-seconds': (ask) => retryAfter(ask, '429 Too Many Requests', '1'),
  'retry-after-date': (ask) =>
    retryAfter(ask, '503 Service Unavailable', new Date(Date.now() + 1000).toUTCString()),
  flapping: (ask) => {
    if (ask.visit <= 2) reset(ask.socket);
    else answer(ask.socket, '200 OK', ['content-type: text/plain'], `at visit ${ask.visit}`);
  },
};
